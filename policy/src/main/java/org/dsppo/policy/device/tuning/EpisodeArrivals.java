package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.device.batchqueue.ArrivalTimes;

/**
 * The arrivals of one episode, the same for every controller.
 *
 * @param rates true rates over time
 * @param times of arrival by class, from the start of the warm-up on
 */
public record EpisodeArrivals(ArrivalRates rates, List<ArrivalTimes> times) {

    /** When the warm-up starts, in seconds of the episode. */
    public static final double START_SECONDS = -TuningEpisode.WARM_UP_SECONDS;

    /** The arrivals of a scenario by seed. */
    public static EpisodeArrivals of(TunedDevice device, Scenario scenario, long seed) {
        SplittableRandom random =
                new SplittableRandom(seed * 0x9E3779B97F4A7C15L + scenario.name().hashCode());
        ArrivalRates rates = scenario.draw(random.split());
        List<ArrivalTimes> times = new ArrayList<>();
        for (int at = 0; at < device.size(); at++) {
            times.add(new ThinnedArrivals(rates, at, START_SECONDS, random.split()));
        }
        return new EpisodeArrivals(rates, times);
    }
}
