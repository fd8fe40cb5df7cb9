package org.dsppo.jobs.bridge;

/**
 * Whether and when a workload whose task was rejected is submitted again. Owners expect it to wait
 * until there are nodes for it, however late they come.
 */
final class Resubmission {

    private static final long FIRST_DELAY_MILLIS = 60_000;
    private static final int MOST_DOUBLINGS = 4;

    /** False once its deadline has passed. */
    boolean isWorthwhile(Workload workload, long nowMillis) {
        Wish wish = workload.wish();
        return wish != null
                && (wish.deadlineAtMillis() == null || wish.deadlineAtMillis() > nowMillis);
    }

    /** A minute, twice as long each further time, a quarter of an hour at most. */
    long delayMillis(int submission) {
        return FIRST_DELAY_MILLIS << Math.min(MOST_DOUBLINGS, submission - 1);
    }
}
