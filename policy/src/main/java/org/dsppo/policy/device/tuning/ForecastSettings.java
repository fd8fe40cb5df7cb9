package org.dsppo.policy.device.tuning;

/**
 * How {@link ForecastController} learns rates and weighs changes.
 *
 * @param changeDeviations standard deviations beyond which two rates differ not by chance if a
 *     change was as likely as none
 * @param trendDeviations standard deviations beyond which a rate rises or falls not by chance
 * @param trendSeconds how long a rate must have been watched to tell a trend
 * @param likeness log ratio within which two rates count as the same level
 * @param priorCalmSteps calm steps that are taken for granted at every level
 * @param historySteps how many steps are remembered
 * @param backlogPerSecond part of a queue that is to be worked off within a second, where changes
 *     cost no pause
 * @param surgeProbability probability per step of a surge that nothing seen so far announces
 * @param surgeFactor how much such a surge multiplies the present rate
 * @param leastHorizonSeconds how long a change is expected to be of use, at least
 * @param horizonGrowth how much longer than rates have been stable they are expected to stay so, at
 *     most
 * @param priorStableSeconds how long rates are expected to stay stable before any change was seen
 * @param nominalSeconds a nominal rate counts as if it had been watched for so long
 */
public record ForecastSettings(
        double changeDeviations,
        double trendDeviations,
        double trendSeconds,
        double likeness,
        double priorCalmSteps,
        int historySteps,
        double backlogPerSecond,
        double surgeProbability,
        double surgeFactor,
        double leastHorizonSeconds,
        double horizonGrowth,
        double priorStableSeconds,
        double nominalSeconds) {

    /** Found on training seeds. */
    public static final ForecastSettings DEFAULT =
            new ForecastSettings(3, 3, 20, .5, 5, 400, .5, .003, 4, 30, 20, 300, 30);
}
