package org.dsppo.policy.device.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsppo.policy.device.batchqueue.BatchQueue;
import org.dsppo.policy.device.batchqueue.SharedBatchQueueData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class DeviceModelTest {
    private static final TunedDevice DEVICE = TunedDevice.reference();
    private final DeviceModel model = new DeviceModel(DEVICE);

    @TestFactory
    Stream<DynamicTest> scoresConfigurationsAsTheReferenceDoes() {
        return SharedBatchQueueData.rows("control-oracle.csv").stream()
                .map(row -> DynamicTest.dynamicTest(name(row), () -> compare(row)));
    }

    private static void compare(Map<String, String> row) {
        double score = 0;
        for (int at = 0; at < 3; at++) {
            double share = number(row, "pct", at) / 100;
            BatchQueue queue =
                    new BatchQueue(
                            number(row, "lam", at),
                            (int) number(row, "a", at),
                            (int) number(row, "b", at),
                            DEVICE.waitingPlaces(),
                            DEVICE.tunedClass(at).law(),
                            share);
            double y = TuningCost.perArrival(DEVICE.tunedClass(at), queue);
            assertThat(y).isCloseTo(number(row, "y", at), within(1e-6));
            score += y / 3 + TuningCost.SHARE_PRICE * share;
        }
        assertThat(score).isCloseTo(Double.parseDouble(row.get("J")), within(1e-6));
    }

    /** Rounding of rates to 2 % in the model's table costs a little against the exact grid. */
    @TestFactory
    Stream<DynamicTest> findsTheOptimumOfTheGrid() {
        List<Map<String, String>> optima =
                SharedBatchQueueData.rows("control-oracle.csv").stream()
                        .filter(row -> row.get("policy").equals("GRID a=1"))
                        .toList();
        assertThat(optima).hasSize(4);
        return optima.stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        name(row),
                                        () -> {
                                            DeviceConfiguration best =
                                                    model.best(perArrival(rates(row)));
                                            assertThat(exactScore(best, rates(row)))
                                                    .isCloseTo(
                                                            Double.parseDouble(row.get("J")),
                                                            within(2e-3));
                                        }));
    }

    /** J in the long run: mean of y over classes. */
    private ClassCosts perArrival(double[] rates) {
        return (at, percent, batchMax) ->
                model.perSecond(at, rates[at], percent, batchMax) / rates[at] / rates.length;
    }

    private static double exactScore(DeviceConfiguration configuration, double[] rates) {
        double score = TuningCost.SHARE_PRICE * configuration.percentSum() / 100;
        for (int at = 0; at < 3; at++) {
            BatchQueue queue =
                    new BatchQueue(
                            rates[at],
                            1,
                            configuration.batchMax(at),
                            DEVICE.waitingPlaces(),
                            DEVICE.tunedClass(at).law(),
                            configuration.share(at));
            score += TuningCost.perArrival(DEVICE.tunedClass(at), queue) / 3;
        }
        return score;
    }

    private static double[] rates(Map<String, String> row) {
        return new double[] {number(row, "lam", 0), number(row, "lam", 1), number(row, "lam", 2)};
    }

    private static String name(Map<String, String> row) {
        return row.get("scenario") + " " + row.get("policy");
    }

    private static double number(Map<String, String> row, String column, int at) {
        return Double.parseDouble(row.get(column + (at + 1)));
    }
}
