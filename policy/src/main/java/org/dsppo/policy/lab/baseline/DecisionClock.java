package org.dsppo.policy.lab.baseline;

/** Lets a policy decide only at whole seconds, and lets it sleep while nothing waits. */
final class DecisionClock {

    private static final long PERIOD_MILLIS = 1000;

    private long dueMillis = Long.MAX_VALUE;

    /** True if it is time to decide; without a date, the next whole second is one. */
    boolean due(long nowMillis) {
        if (dueMillis == Long.MAX_VALUE) {
            dueMillis = -Math.floorDiv(-nowMillis, PERIOD_MILLIS) * PERIOD_MILLIS;
        }
        return nowMillis >= dueMillis;
    }

    /** Sets the next date after a decision. */
    void decided(long nowMillis, boolean anyWaiting) {
        dueMillis =
                anyWaiting
                        ? (Math.floorDiv(nowMillis, PERIOD_MILLIS) + 1) * PERIOD_MILLIS
                        : Long.MAX_VALUE;
    }

    /** When it wants to be asked; {@link Long#MAX_VALUE} for when something happens. */
    long dueMillis() {
        return dueMillis;
    }
}
