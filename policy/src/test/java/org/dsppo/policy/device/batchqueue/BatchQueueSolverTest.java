package org.dsppo.policy.device.batchqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class BatchQueueSolverTest {
    private static final double RELATIVE = 1e-9;

    @TestFactory
    Stream<DynamicTest> agreesWithTheReference() {
        List<Map<String, String>> rows = SharedBatchQueueData.rows("oracle-public.csv");
        assertThat(rows).hasSize(32);
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.get("id"), () -> compare(row)));
    }

    /** However many come, batches are full and the room is full before the next one begins. */
    @Test
    void moreThanAnyRoomHoldsLeavesOrdinaryFigures() {
        for (double arrivals : new double[] {1e5, 1e7, 1e12}) {
            BatchQueue queue = queue(arrivals, 1, 4, 8, new ServiceLaw(1, 1, 0, 9), 1);
            QueueFigures figures = BatchQueueSolver.solve(queue);
            assertThat(figures.meanBatch()).isCloseTo(4, within(1e-9));
            assertThat(figures.throughputPerSecond()).isCloseTo(2, within(1e-9));
            assertThat(figures.utilisation()).isCloseTo(1, within(1e-9));
            assertThat(figures.lossShare()).isCloseTo(1 - 2 / arrivals, within(1e-9));
            assertThat(figures.meanWaiting()).isCloseTo(8, within(1e-3));
        }
    }

    private static void compare(Map<String, String> row) {
        BatchQueue queue =
                queue(
                        number(row, "lambda"),
                        (int) number(row, "a"),
                        (int) number(row, "b"),
                        (int) number(row, "N"),
                        new ServiceLaw(
                                number(row, "eps"),
                                number(row, "c"),
                                number(row, "theta"),
                                number(row, "kappa")),
                        number(row, "alpha"));
        QueueFigures figures = BatchQueueSolver.solve(queue);
        near("E_L", figures.meanPresent(), row);
        near("E_Lq", figures.meanWaiting(), row);
        near("E_W", figures.meanDelaySeconds(), row);
        near("E_Wq", figures.meanWaitSeconds(), row);
        near("E_batch", figures.meanBatch(), row);
        near("throughput", figures.throughputPerSecond(), row);
        near("util", figures.utilisation(), row);
        near("d_1", queue.serviceSeconds(1), row);
        near("d_b", queue.serviceSeconds(queue.batchMax()), row);
        double block = number(row, "P_block");
        assertThat(figures.lossShare())
                .as("P_block")
                .isCloseTo(block, within(Math.max(1e-12, RELATIVE * block)));
    }

    private static void near(String column, double actual, Map<String, String> row) {
        double expected = number(row, column);
        assertThat(actual).as(column).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    /** M/D/1 with a room so large that it is M/D/1: Lq = ρ² / (2 (1 − ρ)). */
    @Test
    void isPollaczekKhinchineWithoutBatches() {
        QueueFigures figures = solve(.8, 1, 1, 400, new ServiceLaw(0, 1, 1, 9), 1);
        assertThat(figures.meanWaiting()).isCloseTo(.64 / .4, within(1e-9));
        assertThat(figures.lossShare()).isLessThan(1e-12);
    }

    /** M/D/1/1 (no waiting place) is Erlang's loss system, insensitive to the law of service. */
    @Test
    void isErlangsLossWithoutPlaces() {
        QueueFigures figures = solve(2, 1, 1, 0, new ServiceLaw(.25, .5, 1, 9), 1);
        assertThat(figures.lossShare()).isCloseTo(1.5 / 2.5, within(1e-12));
        assertThat(figures.meanDelaySeconds()).isCloseTo(.75, within(1e-12));
    }

    /**
     * M/D/1/2, that is one waiting place: after a batch one waits with 1 − e^−ρ, so a cycle takes d
     * + e^−ρ/λ.
     */
    @Test
    void followsTheTwoStateChainWithOnePlace() {
        QueueFigures figures = solve(1, 1, 1, 1, new ServiceLaw(0, 1, 1, 9), 1);
        double cycle = 1 + Math.exp(-1);
        assertThat(figures.throughputPerSecond()).isCloseTo(1 / cycle, within(1e-12));
        assertThat(figures.lossShare()).isCloseTo(1 - 1 / cycle, within(1e-12));
    }

    /** A fixed batch of a in a light load waits for its fellows: (a − 1) / 2λ on average. */
    @Test
    void waitsForAFullBatchWhenLight() {
        QueueFigures figures = solve(1e-3, 5, 5, 30, new ServiceLaw(1, .2, 1, 9), 1);
        assertThat(figures.meanWaitSeconds()).isCloseTo(2000, within(1e-2));
    }

    @Test
    void staysFiniteUnderHundredfoldOverload() {
        QueueFigures figures = solve(1e4, 1, 8, 500, new ServiceLaw(.2, .1, 1, 9), .05);
        assertThat(figures.meanBatch()).isCloseTo(8, within(1e-9));
        assertThat(figures.utilisation()).isCloseTo(1, within(1e-12));
        assertThat(figures.meanWaiting()).isBetween(499.0, 500.0);
    }

    @Test
    void namesTheParameterThatIsOutOfRange() {
        ServiceLaw law = new ServiceLaw(1, 1, 1, 9);
        assertThatThrownBy(() -> queue(1, 8, 8, 6, law, 1))
                .hasMessage("N is 6, expected a - 1 = 7 to 2000");
        assertThatThrownBy(() -> queue(1, 8, 7, 9, law, 1))
                .hasMessage("b is 7, expected a = 8 or more");
        assertThatThrownBy(() -> queue(1, 1, 7, 9, law, 1.1))
                .hasMessage("alpha is 1.1, expected (0, 1]");
    }

    private static QueueFigures solve(
            double lambda, int a, int b, int places, ServiceLaw law, double share) {
        return BatchQueueSolver.solve(queue(lambda, a, b, places, law, share));
    }

    private static BatchQueue queue(
            double lambda, int a, int b, int places, ServiceLaw law, double share) {
        return new BatchQueue(lambda, a, b, places, law, share);
    }
}
