package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.RunDistribution.ClassFigures;
import org.junit.jupiter.api.Test;

final class PolicyDetailTest {

    private static ExperimentRow row(
            long seed, double completion, double p95, ClassFigures... classes) {
        double[] quantiles = new double[Quantiles.LEVELS.size()];
        quantiles[quantiles.length - 1] = 2 * p95;
        return new ExperimentRow(
                "any",
                "any",
                seed,
                new RunSummary(1, 1, 0, 0, completion, 0, p95, 2 * p95, 0, 0, 0, 0, Map.of()),
                new double[21],
                0,
                new RunDistribution(quantiles, List.of(classes)));
    }

    @Test
    void pairsSeedBySeed() {
        PolicyDetail detail =
                PolicyDetail.of(
                        List.of(
                                row(0, 11, 20, new ClassFigures("a", 3, 10, 1, 15)),
                                row(
                                        1,
                                        24,
                                        40,
                                        new ClassFigures("b", 9, 30, 2, 35),
                                        new ClassFigures("a", 1, 20, 3, 25))),
                        new double[] {10, 20},
                        new double[] {22, 20});

        assertThat(detail.pairedDifferences())
                .containsExactly(new double[] {-0.5, 0.2}, within(1e-12));
        // Differences to the first are 10 % and 20 %: 15 %, and by Student's t with one degree of
        // freedom 12.706 times 7.071 % over the root of two.
        assertThat(detail.differenceToFirst().mean()).isCloseTo(0.15, within(1e-12));
        assertThat(detail.differenceToFirst().halfWidth()).isCloseTo(0.6353, within(1e-4));
        assertThat(detail.p95CompletionMillis().mean()).isEqualTo(30);
        assertThat(detail.p99CompletionMillis().mean()).isEqualTo(60);
        assertThat(detail.completionQuantilesMillis()).endsWith(60);
        assertThat(detail.classes())
                .extracting(PolicyDetail.ClassMeans::taskClass)
                .containsExactly("b", "a");
        PolicyDetail.ClassMeans a = detail.classes().get(1);
        assertThat(a.finished()).isEqualTo(4);
        assertThat(a.completionMillis().mean()).isEqualTo(15);
        assertThat(a.waitingMillis().mean()).isEqualTo(2);
        assertThat(a.p95CompletionMillis().mean()).isEqualTo(20);
        assertThat(a.completionMillis().samples()).isEqualTo(2);
        assertThat(detail.classes().get(0).completionMillis().samples()).isEqualTo(1);
    }
}
