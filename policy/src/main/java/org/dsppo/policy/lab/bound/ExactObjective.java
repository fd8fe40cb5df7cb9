package org.dsppo.policy.lab.bound;

/**
 * What an exact schedule minimises (paper, equation 12): a x average completion + b x average
 * waiting - c x utilisation. The paper z-scores the three terms, which is affine: divide its
 * weights by the standard deviations that the terms are scored with. Without a weight on
 * utilisation the ratio of the other two is taken to four digits.
 *
 * @param perCompletionMilli weight of the average completion time, per millisecond, at least 0
 * @param perWaitingMilli weight of the average waiting time, per millisecond, at least 0
 * @param perUtilisation weight of the utilisation until the last completion, which is between 0 and
 *     1; at least 0
 */
public record ExactObjective(
        double perCompletionMilli, double perWaitingMilli, double perUtilisation) {

    /** Least average completion time. */
    public static final ExactObjective COMPLETION = new ExactObjective(1, 0, 0);

    /** Refuses weights that are negative or all zero. */
    public ExactObjective {
        if (!(perCompletionMilli >= 0 && perWaitingMilli >= 0 && perUtilisation >= 0)
                || perCompletionMilli + perWaitingMilli == 0) {
            throw new IllegalArgumentException(
                    "weights are %s, %s, %s, expected none negative and time to count"
                            .formatted(perCompletionMilli, perWaitingMilli, perUtilisation));
        }
    }

    /** Value of a schedule with these averages. */
    double value(double completionMillis, double waitingMillis, double utilisation) {
        return perCompletionMilli * completionMillis
                + perWaitingMilli * waitingMillis
                - perUtilisation * utilisation;
    }
}
