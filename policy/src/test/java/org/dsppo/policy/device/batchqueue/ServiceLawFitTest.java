package org.dsppo.policy.device.batchqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

final class ServiceLawFitTest {

    @Test
    void findsTheLawBehindExactTimes() {
        ServiceLaw vgg = new ServiceLaw(.001, .009, .45, 9);
        ServiceLawFit fit = ServiceLawFit.of(measure(vgg::seconds), 9);
        assertThat(fit.law().epsilonSeconds()).isCloseTo(.001, within(1e-12));
        assertThat(fit.law().computeSeconds()).isCloseTo(.009, within(1e-12));
        assertThat(fit.law().marginalCost()).isCloseTo(.45, within(1e-9));
        assertThat(fit.residualSeconds()).isLessThan(1e-12);
        assertThat(fit.measurements()).isEqualTo(20);
    }

    /** Times that fall faster than any law: plain least squares would make ε negative. */
    @Test
    void staysNonNegativeAndSaysHowFarOffItIs() {
        ServiceLawFit fit =
                ServiceLawFit.of(measure((batch, share) -> .01 * batch / (share * share)), 9);
        assertThat(fit.law().epsilonSeconds()).isZero();
        assertThat(fit.law().marginalCost()).isEqualTo(1);
        assertThat(fit.relativeResidual()).isGreaterThan(.5);
    }

    /** Half a millisecond up and down by turns leaves a residual of half a millisecond. */
    @Test
    void reportsTheSizeOfNoise() {
        ServiceLaw law = new ServiceLaw(.02, .05, .2, 9);
        int[] turn = {1};
        ServiceLawFit fit =
                ServiceLawFit.of(
                        measure(
                                (batch, share) -> {
                                    turn[0] = -turn[0];
                                    return law.seconds(batch, share) + turn[0] * 5e-4;
                                }),
                        9);
        assertThat(fit.residualSeconds()).isBetween(4e-4, 5e-4);
        assertThat(fit.law().computeSeconds()).isCloseTo(.05, within(1e-3));
    }

    @Test
    void refusesWhatIsNoMeasurement() {
        assertThatThrownBy(() -> new ServiceMeasurement(0, 1, 1)).hasMessageContaining("share");
        assertThatThrownBy(() -> new ServiceMeasurement(1, 0, 1)).hasMessageContaining("batch");
        assertThatThrownBy(() -> new ServiceMeasurement(1, 1, 0)).hasMessageContaining("time");
        assertThatThrownBy(() -> ServiceLawFit.of(List.of(), 9)).hasMessageContaining("0 meas");
    }

    private static List<ServiceMeasurement> measure(ToDoubleBiFunction<Integer, Double> law) {
        List<ServiceMeasurement> measurements = new ArrayList<>();
        for (double share : new double[] {.1, .25, .4, .7, 1}) {
            for (int batch : new int[] {1, 4, 9, 32}) {
                measurements.add(
                        new ServiceMeasurement(share, batch, law.applyAsDouble(batch, share)));
            }
        }
        return measurements;
    }
}
