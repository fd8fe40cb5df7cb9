package org.dsppo.policy.engine;

/**
 * For how long a group was left waiting though its head fitted somewhere. Time in which it does not
 * fit does not count, and does not count against what was before either.
 */
final class RefusedTime {

    private static final long NOT = -1;

    private long refusedMillis;
    private long sinceMillis = NOT;

    /** The head fits and is left waiting; gives for how long in all. */
    long goesOn(long nowMillis) {
        refusedMillis += sinceMillis == NOT ? 0 : Math.max(0, nowMillis - sinceMillis);
        sinceMillis = nowMillis;
        return refusedMillis;
    }

    /** The head does not fit. */
    void pauses() {
        sinceMillis = NOT;
    }

    /** The policy places tasks of the group. */
    void ends() {
        refusedMillis = 0;
        sinceMillis = NOT;
    }
}
