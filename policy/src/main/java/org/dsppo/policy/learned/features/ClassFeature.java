package org.dsppo.policy.learned.features;

/** Features of a waiting class. The ordinal is the position. */
public enum ClassFeature {

    /** Logarithm of 1 + its waiting tasks. */
    QUEUE_LENGTH,
    /** Part of all waiting tasks that are its. */
    QUEUE_SHARE,
    /** Logarithm of 1 + age of its head over the mix's mean run time. */
    HEAD_AGE,
    /** Its head's shortest run time over the mix's mean. */
    RUNTIME,
    /** Worth of what its cheapest option takes, over the mean of the backlog. */
    CLASS_PRICE,
    /** Time in which the cell could drain its queue over its head's shortest run time. */
    DRAIN,
    /** Part of its options that fit now. */
    OPTIONS_FREE,
    /** 1 if its fastest option fits now. */
    FASTEST_FREE;

    /** How many there are. */
    public static final int WIDTH = values().length;
}
