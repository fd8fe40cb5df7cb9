package org.dsppo.policy.device.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TuningEpisodeTest {
    private static final TunedDevice DEVICE = TunedDevice.reference();

    /** The exact queue gives J = 3.18085 for the initial configuration at these rates. */
    @Test
    void scoresAConstantLoadAsTheExactQueueDoes() {
        double mean = 0;
        for (int seed = 0; seed < 8; seed++) {
            mean += keep("medium", seed, 0).score() / 8;
        }
        assertThat(mean).isCloseTo(3.18085, within(.02));
    }

    /** Reference of independent code: 21.5, 6.35, 10.9 and 4.64 over 16 seeds. */
    @Test
    void scoresChangingLoadsNearTheReference() {
        assertThat(meanOfInitial("bursty")).isBetween(19.0, 24.5);
        assertThat(meanOfInitial("drift")).isBetween(6.1, 6.6);
        assertThat(meanOfInitial("flash")).isBetween(10.4, 11.4);
        assertThat(meanOfInitial("diurnal")).isBetween(4.5, 4.75);
    }

    @Test
    void repeatsItselfBySeed() {
        assertThat(keep("bursty", 5, 0)).usingRecursiveComparison().isEqualTo(keep("bursty", 5, 0));
        assertThat(keep("bursty", 5, 0).score()).isNotEqualTo(keep("bursty", 6, 0).score());
    }

    /** Only a class whose share changes pauses: others see the same tasks in the same time. */
    @Test
    void pausesTheClassesWhoseShareChanged() {
        TuningEpisode still = new TuningEpisode(DEVICE, Scenario.named("medium"), 1, .2);
        TuningEpisode moved = new TuningEpisode(DEVICE, Scenario.named("medium"), 1, .2);
        DeviceConfiguration changed =
                DeviceConfiguration.of(DEVICE, new int[] {33, 32, 34}, new int[] {16, 8, 12});
        TuningObservation without = still.step(DeviceConfiguration.initial(DEVICE));
        TuningObservation with = moved.step(changed);
        assertThat(with.classes().get(0)).isEqualTo(without.classes().get(0));
        for (int at = 1; at < 3; at++) {
            assertThat(with.classes().get(at).tally().presentSeconds())
                    .isGreaterThan(1.3 * without.classes().get(at).tally().presentSeconds());
        }
        assertThat(moved.score().changes()).isEqualTo(1);
    }

    /** With all rates nominal the reward is 1 − J of the step, up to chance in the arrivals. */
    @Test
    void rewardsByNominalRates() {
        TuningEpisode episode = new TuningEpisode(DEVICE, Scenario.named("medium"), 3, 0);
        double sum = 0;
        while (!episode.isOver()) {
            episode.step(episode.observation().configuration());
            sum += episode.reward();
        }
        assertThat(sum / TuningEpisode.STEPS).isCloseTo(1 - episode.score().score(), within(.05));
        assertThatThrownBy(() -> episode.step(DeviceConfiguration.initial(DEVICE)))
                .hasMessage("the episode is over after 300 steps");
    }

    private static double meanOfInitial(String scenario) {
        double mean = 0;
        for (int seed = 0; seed < 16; seed++) {
            mean += keep(scenario, seed, 0).score() / 16;
        }
        return mean;
    }

    private static EpisodeScore keep(String scenario, long seed, double pause) {
        return new TuningEpisode(DEVICE, Scenario.named(scenario), seed, pause)
                .run(TuningObservation::configuration);
    }
}
