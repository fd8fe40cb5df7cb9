package org.dsppo.policy.lab.evaluation;

/**
 * How exact the times of a run have to be, in trace time.
 *
 * @param durationRatio relative tolerance on run times; infinite to leave them unchecked
 * @param slackMillis absolute tolerance on every time
 */
public record AuditTolerance(double durationRatio, double slackMillis) {

    /** For simulation. */
    public static final AuditTolerance EXACT = new AuditTolerance(1e-3, 1e-6);

    /** For simulation in which run times differ from the estimates on purpose. */
    public static final AuditTolerance ANY_DURATION =
            new AuditTolerance(Double.POSITIVE_INFINITY, 1e-6);

    /** For a wall-clock run: two wall milliseconds, and a quarter of each run time. */
    public static AuditTolerance wallClock(double speed) {
        return new AuditTolerance(0.25, 2 * speed);
    }
}
