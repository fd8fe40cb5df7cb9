package org.dsppo.policy.batchtuning;

/**
 * How {@link ForecastController} learns rates and weighs changes.
 *
 * @param memorySeconds steps older than this hardly count for the present rate
 * @param jumpDeviations standard deviations beyond which a step is a jump and not chance
 * @param likeness log ratio within which two rates count as the same level
 * @param priorCalmSteps calm steps that are taken for granted at every level
 * @param historySteps how many steps are remembered
 * @param backlogPerSecond part of a queue that is to be worked off within a second, where changes
 *     cost no pause
 * @param surgeProbability probability per step of a surge that nothing seen so far announces
 * @param surgeFactor how much such a surge multiplies the present rate
 * @param horizonSeconds how long a change is expected to be of use
 */
public record ForecastSettings(
        double memorySeconds,
        double jumpDeviations,
        double likeness,
        double priorCalmSteps,
        int historySteps,
        double backlogPerSecond,
        double surgeProbability,
        double surgeFactor,
        double horizonSeconds) {

    /** Found on training seeds. */
    public static final ForecastSettings DEFAULT =
            new ForecastSettings(3, 4, .5, 5, 400, .5, .003, 4, 30);
}
