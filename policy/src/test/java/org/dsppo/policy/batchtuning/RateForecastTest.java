package org.dsppo.policy.batchtuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RateForecastTest {
    private static final ForecastSettings SETTINGS =
            new ForecastSettings(3, 4, .5, 5, 400, .5, 0, 4, 30);

    @Test
    void expectsASteadyLoadToStay() {
        RateForecast forecast = new RateForecast(SETTINGS);
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
        RateForecast forecast = new RateForecast(SETTINGS);
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
        RateForecast forecast = new RateForecast(SETTINGS);
        run(forecast, 100, 20);
        forecast.observe(120, 1);
        assertThat(forecast.level()).isCloseTo(105, within(.01));
        forecast.observe(300, 1);
        assertThat(forecast.level()).isEqualTo(300);
    }

    @Test
    void remembersAllInNumbers() {
        RateForecast forecast = new RateForecast(SETTINGS);
        run(forecast, 60, 10);
        run(forecast, 400, 4);
        RateForecast other = new RateForecast(SETTINGS);
        other.remember(forecast.memory());
        forecast.observe(70, 1);
        other.observe(70, 1);
        assertThat(other.memory()).containsExactly(forecast.memory());
        assertThat(other.outcomes()).isEqualTo(forecast.outcomes());
        assertThat(other.longRun()).isEqualTo(forecast.longRun());
    }

    private static void run(RateForecast forecast, long arrivals, int steps) {
        for (int step = 0; step < steps; step++) {
            forecast.observe(arrivals, 1);
        }
    }
}
