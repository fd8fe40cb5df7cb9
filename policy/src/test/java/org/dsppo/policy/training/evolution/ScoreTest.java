package org.dsppo.policy.training.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static TrainingFamily family(double target, double weight, boolean oneSite) {
        return new TrainingFamily("f", target, weight, oneSite, List.of("greedy"), seed -> null);
    }

    @Test
    void oneSiteMissesItsTargetByTheMeanOfItsSamples() {
        double score =
                Score.of(List.of(family(-0.01, 1, true)), new double[] {0.04, -0.10, 0.03}, 3);
        assertThat(score).isCloseTo(-0.01, within(1e-12));
    }

    /** Mean −0.01; missed by 0.05, 0 and 0.04: 0.03 on average, three times of which is added. */
    @Test
    void everySiteThatIsASampleMissesTheTargetByItself() {
        double score =
                Score.of(List.of(family(-0.01, 1, false)), new double[] {0.04, -0.10, 0.03}, 3);
        assertThat(score).isCloseTo(-0.01 + 3 * 0.03, within(1e-12));
    }

    /** 0.02 + 3 · 0.02 with weight 1, and −0.02 with weight 3. */
    @Test
    void familiesCountByTheirWeight() {
        double score =
                Score.of(
                        List.of(family(0, 1, true), family(0, 3, false)),
                        new double[] {0.02, -0.02},
                        1);
        assertThat(score).isCloseTo((0.08 - 0.06) / 4, within(1e-12));
    }

    /** Two samples of the first count as one, so that it has four. */
    @Test
    void aFamilyMayHaveMoreSamplesThanOthers() {
        TrainingFamily small =
                new TrainingFamily("s", 0, 1, 2, true, List.of("greedy"), seed -> null);
        double[] ratios = {-0.1, -0.2, -0.1, -0.2, -0.4, -0.2};
        List<TrainingFamily> families = List.of(small, family(0, 1, true));
        assertThat(Score.byFamily(families, ratios, 2)[0]).isCloseTo(-0.15, within(1e-12));
        assertThat(Score.byFamily(families, ratios, 2)[1]).isCloseTo(-0.3, within(1e-12));
        assertThat(Score.of(families, ratios, 2)).isCloseTo(-0.225, within(1e-12));
    }
}
