package org.dsppo.policy.training.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeparableCmaEsTest {

    private static SeparableCmaEs.State begin(int dimension, double at, long seed) {
        double[] mean = new double[dimension];
        double[] scale = new double[dimension];
        Arrays.fill(mean, at);
        Arrays.fill(scale, 1);
        return SeparableCmaEs.State.at(mean, scale, 0.5, seed);
    }

    private static SeparableCmaEs.State run(
            SeparableCmaEs.State state, int generations, ToDoubleFunction<double[]> function) {
        SeparableCmaEs.State at = state;
        for (int i = 0; i < generations; i++) {
            SeparableCmaEs strategy = new SeparableCmaEs(at, 16);
            at = strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(function).toArray());
        }
        return at;
    }

    /** Axes of very different scale, which only an adapted diagonal can follow. */
    private static double ellipsoid(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(1e4, (double) i / (x.length - 1)) * (x[i] - i) * (x[i] - i);
        }
        return sum;
    }

    @Test
    void findsTheMinimumOfAnEllipsoidAndLearnsItsScales() {
        SeparableCmaEs.State midway = run(begin(10, 3, 4), 150, SeparableCmaEsTest::ellipsoid);
        assertThat(midway.variance()[0]).isGreaterThan(10 * midway.variance()[9]);
        SeparableCmaEs.State end = run(midway, 350, SeparableCmaEsTest::ellipsoid);
        assertThat(ellipsoid(end.mean())).isLessThan(1e-8);
    }

    @Test
    void goesOnFromAStateAsIfItHadNeverStopped() {
        SeparableCmaEs.State straight = run(begin(6, 1, 9), 40, SeparableCmaEsTest::ellipsoid);
        SeparableCmaEs.State half = run(begin(6, 1, 9), 20, SeparableCmaEsTest::ellipsoid);
        assertThat(run(half, 20, SeparableCmaEsTest::ellipsoid))
                .usingRecursiveComparison()
                .isEqualTo(straight);
    }

    @Test
    void keepsTheStepSizeAboveTheLeast() {
        SeparableCmaEs.State end = run(begin(5, 1, 2), 300, SeparableCmaEsTest::ellipsoid);
        assertThat(end.sigma()).isLessThan(1e-3);
        assertThat(end.withLeastSigma(0.25).sigma()).isEqualTo(0.25);
        assertThat(end.withLeastSigma(1e-300).sigma()).isEqualTo(end.sigma());
    }

    @Test
    void refusesValuesForOtherPoints() {
        SeparableCmaEs strategy = new SeparableCmaEs(begin(3, 0, 1), 8);
        strategy.ask();
        assertThatThrownBy(() -> strategy.tell(new double[7]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("7 values for a population of 8");
    }
}
