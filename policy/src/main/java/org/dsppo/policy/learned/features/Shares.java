package org.dsppo.policy.learned.features;

/** What share of its elastic resource a task gets. */
public enum Shares {
    /** The demand that the catalogue lists. */
    LISTED,
    /** What is best for the task and for those that it delays, within the strategy's limits. */
    CHOSEN
}
