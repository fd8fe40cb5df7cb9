package org.dsppo.jobs.report.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriftPageTest {

    private static DriftRun run(long seed, boolean training, double last) {
        return new DriftRun(
                seed,
                training,
                new double[] {100_000, Double.NaN, 20_000, last},
                new double[] {100_000, 90_000, 80_000, last},
                training
                        ? List.of(new DriftRun.Promotion(1_500_000, 3, "promoted 3: it is < 1"))
                        : List.of(),
                training ? "ds-ppo@3" : "ds-ppo@2");
    }

    private final List<DriftRun> off = List.of(run(1, false, 100_000), run(2, false, 80_000));
    private final List<DriftRun> on = List.of(run(1, true, 50_000), run(2, true, 48_000));

    @Test
    void findsWhatTrainingDidInTheLastQuarter() {
        // -50 and -40 %: t of one degree of freedom is 12.706, the standard error 5 %.
        assertThat(DriftPage.finding(DriftPage.lastQuarter(off, on)))
                .isEqualTo(
                        "last quarter, training on against off: -45.0 % (± 63.5 %, 95 %, 2 pairs)");
        assertThat(DriftPage.finding(DriftPage.lastQuarter(off.subList(0, 1), on.subList(0, 1))))
                .isEqualTo("last quarter, training on against off: -50.0 % (one pair)");
    }

    @Test
    void drawsBothCurvesAndWhereAVersionBecameActive() {
        String page = DriftPage.render(off, on, 4_000_000, "dsppo demo --drift");

        assertThat(page)
                .contains("Seed 1", "Seed 2", "dsppo demo --drift")
                .contains("<title>with training</title>", "<title>without training</title>")
                .contains("<title>version 3 becomes active: promoted 3: it is &lt; 1</title>")
                .contains("<td>1500.00 s</td><td>3</td>");
        // 354 wide from 56 on for 4000 s: the change at 2000 s, the promotion at 1500 s.
        assertThat(page)
                .containsPattern("d=\"M233\\.0 [^>]*><title>the classes change<")
                .containsPattern("d=\"M188\\.8 [^>]*><title>version 3 becomes active")
                .containsPattern("<text x=\"410\\.0\"[^>]*>4000<");
        assertThat(page.split("<svg ", -1)).hasSize(3);
    }
}
