package org.dsppo.policy.device.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RateForecastTest {

    @Test
    void expectsASteadyLoadToStay() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        for (int step = 0; step < 50; step++) {
            forecast.observe(100 + (step % 3 - 1) * 10, 1);
        }
        assertThat(forecast.level()).isCloseTo(100, within(4.0));
        assertThat(forecast.outcomes()).hasSize(1);
        assertThat(forecast.outcomes().get(0).probability()).isEqualTo(1);
    }

    /**
     * Five cycles of nine calm steps at 60 and three at 400: of 45 + 5 cases at the low level five
     * jumped, with five calm ones and the present one added for prudence.
     */
    @Test
    void expectsALoadThatBurstsToBurstAgain() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        for (int cycle = 0; cycle < 5; cycle++) {
            run(forecast, 60, 10);
            run(forecast, 400, 4);
        }
        run(forecast, 60, 1);
        assertThat(forecast.level()).isEqualTo(60);
        assertThat(forecast.outcomes()).hasSize(2);
        RateForecast.Outcome burst = forecast.outcomes().get(1);
        assertThat(burst.rate()).isCloseTo(400, within(1e-9));
        assertThat(burst.probability()).isCloseTo(5.0 / (45 + 5 + 5 + 1), within(1e-9));
    }

    @Test
    void followsAJumpAtOnceAndChanceSlowly() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        run(forecast, 100, 20);
        forecast.observe(120, 1);
        assertThat(forecast.level()).isCloseTo(2120.0 / 21, within(1e-9));
        forecast.observe(300, 1);
        assertThat(forecast.level()).isEqualTo(300);
    }

    /**
     * A step of 170 after 100 deviates by √2 (√170 − √100) = 4.30. It takes √(9 + 2 ln 319) = 4.53
     * after 20 s without a change, but √(9 + 2 ln 38) = 4.03 after eight changes in 45 s.
     */
    @Test
    void believesMoreReadilyInAChangeWhereThereWereMany() {
        RateForecast steady = new RateForecast(PlainForecast.SETTINGS, 0);
        run(steady, 100, 20);
        steady.observe(170, 1);
        assertThat(steady.level()).isCloseTo(2170.0 / 21, within(1e-9));
        RateForecast restless = new RateForecast(PlainForecast.SETTINGS, 0);
        for (int cycle = 0; cycle < 4; cycle++) {
            run(restless, 100, 5);
            run(restless, 300, 5);
        }
        run(restless, 100, 5);
        restless.observe(170, 1);
        assertThat(restless.level()).isEqualTo(170);
    }

    @Test
    void startsFromANominalRate() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 100);
        assertThat(forecast.level()).isEqualTo(100);
        forecast.observe(530, 5);
        assertThat(forecast.level()).isCloseTo(3530.0 / 35, within(1e-9));
        RateForecast contradicted = new RateForecast(PlainForecast.SETTINGS, 100);
        contradicted.observe(200, 5);
        assertThat(contradicted.level()).isEqualTo(40);
        assertThat(contradicted.stableSeconds()).isEqualTo(5);
        assertThat(contradicted.changes()).as("it was never seen at 100").isZero();
        run(contradicted, 40, 5);
        assertThat(contradicted.outcomes()).hasSize(1);
        contradicted.observe(100, 1);
        assertThat(contradicted.changes()).isEqualTo(1);
    }

    @Test
    void remembersAllInNumbers() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        run(forecast, 60, 10);
        run(forecast, 400, 4);
        RateForecast other = new RateForecast(PlainForecast.SETTINGS, 0);
        other.remember(forecast.memory());
        forecast.observe(70, 1);
        other.observe(70, 1);
        assertThat(other.memory()).containsExactly(forecast.memory());
        assertThat(other.outcomes()).isEqualTo(forecast.outcomes());
        assertThat(other.longRun()).isEqualTo(forecast.longRun());
    }

    /** Level and seconds of the exponential mean, sums, one calm step and one jump. */
    @Test
    void takesUpAMemoryOfBeforeThereWereWindows() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        forecast.remember(new double[] {50, 4, 600, 10, 1, 1, 50, 60, 400});
        assertThat(forecast.level()).isEqualTo(50);
        assertThat(forecast.stableSeconds()).isEqualTo(4);
        assertThat(forecast.longRun()).isEqualTo(60);
        assertThat(forecast.outcomes()).hasSize(2).last().matches(each -> each.rate() == 400);
    }

    /** 25 steps of 100: the mean has a standard error of 2. */
    @Test
    void spreadsThePresentRateByItsError() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        run(forecast, 100, 25);
        double mean = 0;
        double variance = 0;
        for (RateForecast.Outcome outcome : forecast.outcomesWithError()) {
            mean += outcome.probability() * outcome.rate();
            variance += outcome.probability() * Math.pow(outcome.rate() - 100, 2);
        }
        assertThat(forecast.outcomesWithError()).hasSize(3);
        assertThat(mean).isCloseTo(100, within(1e-9));
        assertThat(variance).isCloseTo(4, within(1e-9));
    }

    /** A change of long ago counts e^-1 after as many seconds as are remembered. */
    @Test
    void countsChangesAndForgetsThem() {
        RateForecast forecast = new RateForecast(PlainForecast.SETTINGS, 0);
        run(forecast, 100, 20);
        assertThat(forecast.changes()).isZero();
        run(forecast, 300, 1);
        assertThat(forecast.changes()).isEqualTo(1);
        assertThat(forecast.stableSeconds()).isEqualTo(1);
        run(forecast, 300, 400);
        assertThat(forecast.changes()).isCloseTo(.3679, within(1e-4));
        assertThat(forecast.stableSeconds()).isEqualTo(401);
        assertThat(forecast.watchedSeconds())
                .as("421 steps of which the last counts 1, the one before e^(-1/400) and so on")
                .isCloseTo(260.7000, within(1e-4));
    }

    private static void run(RateForecast forecast, long arrivals, int steps) {
        for (int step = 0; step < steps; step++) {
            forecast.observe(arrivals, 1);
        }
    }
}
