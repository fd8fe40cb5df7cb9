package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.junit.jupiter.api.Test;

class ElasticShareTest {

    /** The example of the catalogue's format: 12 s on 0.43 of a GPU, 2 s of which do not shrink. */
    private static final Strategy STRATEGY =
            new Strategy(
                    new ExecutionStrategy(
                            "cloud-gpu",
                            Map.of(),
                            Map.of("cpu", 0.2, "gpu", 0.43),
                            12_000,
                            new Elastic("gpu", 0.1, 1, 2000, 9)),
                    0,
                    new ResourceSpace(List.of("cpu", "gpu")));

    private static final int PLACES = 130;
    private static final int GPU = 1;
    private static final long ONE_GPU = 1_000_000;

    private static double share(int waiting, double cpuLoad, double gpuLoad, long free) {
        double[] own = {cpuLoad, gpuLoad};
        return new ElasticShare(waiting, PLACES, GPU, own, new double[2]).choose(STRATEGY, free);
    }

    @Test
    void buysAllItCanUseWhenIdle() {
        assertThat(share(0, 0.01, 0.01, ONE_GPU)).isEqualTo(1);
        assertThat(share(0, 0.01, 0.01, 600_000)).isEqualTo(0.6);
    }

    @Test
    void buysLessTheBusierTheAccelerator() {
        double before = 1;
        for (double load = 0.3; load < 1.6; load += 0.1) {
            double share = share(0, 0.1, load, ONE_GPU);
            assertThat(share).isLessThanOrEqualTo(before);
            before = share;
        }
        assertThat(before).isLessThan(0.2);
    }

    @Test
    void buysLessTheMoreTasksWait() {
        double before = 1;
        for (int waiting = 0; waiting < 1000; waiting += 50) {
            double share = share(waiting, 0.1, 0.5, ONE_GPU);
            assertThat(share).isLessThanOrEqualTo(before);
            before = share;
        }
        assertThat(before).isLessThan(0.2);
    }

    /** What it holds besides is scarce: to be gone sooner is worth more of the accelerator. */
    @Test
    void buysMoreWhereSomethingElseIsBusy() {
        double gpuBusy = share(0, 0.1, 1, ONE_GPU);
        assertThat(share(0, 1, 0.3, ONE_GPU)).isGreaterThan(2 * gpuBusy);
    }

    /** The least of the objective, written down anew, on all thousandths. */
    @Test
    void findsTheBestShare() {
        double load = 0.85;
        int waiting = 40;
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int thousandths = 100; thousandths <= 1000; thousandths++) {
            double s = thousandths / 1000.0;
            double p = 2000 + 10_000 * Math.log(1 + 9 * 0.43) / Math.log(1 + 9 * s);
            double turns = s * p / (0.43 * 12_000);
            double rho = load * turns;
            double later = rho < 0.9 ? rho / (1 - rho) / PLACES : 9.0 / PLACES + 20 * (rho - 0.9);
            double value = p + 12_000 * turns * ((double) waiting / PLACES + later);
            if (value < least) {
                least = value;
                best = s;
            }
        }
        assertThat(best).isBetween(0.15, 0.9);
        assertThat(share(waiting, 0, load, ONE_GPU)).isCloseTo(best, within(0.002));
    }
}
