package org.dsppo.policy.device.batchqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Exact solution and event simulation, which share only the law of service. */
final class BatchQueuePropertyTest {
    private static final int WINDOWS = 40;

    /**
     * Means of simulated windows scatter normally, so a correct solver fails one figure in about
     * 10<sup>8</sup> at six standard errors; the floor covers what happens in rare clusters, such
     * as losses at low load.
     */
    @Property(tries = 60)
    void agree(@ForAll("queues") BatchQueue queue, @ForAll long seed) {
        QueueFigures exact = BatchQueueSolver.solve(queue);
        double window = 4000 / queue.arrivalsPerSecond();
        BatchServer server =
                new BatchServer(
                        queue.law(),
                        queue.waitingPlaces(),
                        new PoissonArrivals(
                                queue.arrivalsPerSecond(), 0, new SplittableRandom(seed)),
                        0,
                        queue.share(),
                        queue.batchMin(),
                        queue.batchMax());
        server.advanceTo(window);
        double[][] means = new double[4][WINDOWS];
        for (int at = 0; at < WINDOWS; at++) {
            QueueTally tally = server.advanceTo((at + 2) * window);
            means[0][at] = tally.presentSeconds() / window;
            means[1][at] = tally.waitingSeconds() / window;
            means[2][at] = tally.utilisation();
            means[3][at] = tally.lossShare();
        }
        agree("E[L]", exact.meanPresent(), means[0]);
        agree("E[Lq]", exact.meanWaiting(), means[1]);
        agree("utilisation", exact.utilisation(), means[2]);
        agree("P_block", exact.lossShare(), means[3]);
    }

    @Property(tries = 200)
    void keepsTheLawsThatHoldForEveryQueue(@ForAll("queues") BatchQueue queue) {
        QueueFigures exact = BatchQueueSolver.solve(queue);
        double accepted = queue.arrivalsPerSecond() * (1 - exact.lossShare());
        assertThat(exact.throughputPerSecond()).isCloseTo(accepted, within(1e-9 * accepted));
        assertThat(exact.meanDelaySeconds() * accepted)
                .isCloseTo(exact.meanPresent(), within(1e-9 * exact.meanPresent()));
        assertThat(exact.utilisation()).isBetween(0.0, 1 + 1e-12);
        assertThat(exact.meanBatch()).isBetween(queue.batchMin() - 1e-9, queue.batchMax() + 1e-9);
        assertThat(exact.meanWaiting()).isBetween(0.0, (double) queue.waitingPlaces());
    }

    private static void agree(String figure, double exact, double[] windows) {
        double mean = 0;
        for (double each : windows) {
            mean += each / windows.length;
        }
        double squares = 0;
        for (double each : windows) {
            squares += (each - mean) * (each - mean);
        }
        double error = Math.sqrt(squares / (windows.length - 1.0) / windows.length);
        assertThat(mean).as(figure).isCloseTo(exact, within(6 * error + 5e-4 + 2e-3 * exact));
    }

    @Provide
    Arbitrary<BatchQueue> queues() {
        Arbitrary<ServiceLaw> laws =
                Combinators.combine(
                                Arbitraries.doubles().between(0, .5),
                                Arbitraries.doubles().between(.05, 1),
                                Arbitraries.doubles().between(0, 1),
                                Arbitraries.doubles().between(.5, 99))
                        .as(ServiceLaw::new);
        return Combinators.combine(
                        laws,
                        Arbitraries.doubles().between(.05, 1),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(0, 16),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.doubles().between(.05, 1.6))
                .as(BatchQueuePropertyTest::queue);
    }

    /** A queue at a given load of what batches of the largest size could carry. */
    private static BatchQueue queue(
            ServiceLaw law, double share, int batchMin, int more, int places, double load) {
        int batchMax = batchMin + more;
        int room = Math.max(places, batchMin - 1);
        int largest = Math.min(batchMax, Math.max(room, batchMin));
        double lambda = load * largest / law.seconds(largest, share);
        return new BatchQueue(lambda, batchMin, batchMax, room, law, share);
    }
}
