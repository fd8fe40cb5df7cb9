package org.dsppo.policy.engine;

import java.io.Serializable;
import java.time.Duration;

/**
 * Rules of the placement engine, in milliseconds of the engine's clock.
 *
 * @param ageingIntervalMillis a waiting task gains one priority per interval
 * @param leaseMillis an assignment not started this long after its transfer is taken back
 * @param startedGraceMillis tolerance between task events and telemetry
 * @param maxFailures a task that failed this often is rejected
 * @param dedupRetentionMillis how long the ids of ended tasks are remembered
 * @param waitNoticeMillis least time between two WAIT records of a task; 0 writes none
 * @param reservationAfter a head that has waited this many times its shortest run time gets a
 *     reservation whatever it ranks before
 * @param reservationCount reservations of a cell at a time; 0 for none
 * @param failures what follows from attempts that come to nothing
 */
public record EngineOptions(
        long ageingIntervalMillis,
        long leaseMillis,
        long startedGraceMillis,
        int maxFailures,
        long dedupRetentionMillis,
        long waitNoticeMillis,
        double reservationAfter,
        int reservationCount,
        FailureRules failures)
        implements Serializable {

    /** What the job uses unless configured otherwise. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                60_000,
                30_000,
                5_000,
                3,
                Duration.ofHours(1).toMillis(),
                10_000,
                10,
                4,
                FailureRules.defaults());
    }

    /**
     * The same rules on the clock of a trace that passes {@code speed} times as fast as the wall.
     * All but ageing scale: leases and graces wait for executors and networks, which get no faster.
     */
    public EngineOptions onClockOf(double speed) {
        return new EngineOptions(
                ageingIntervalMillis,
                scaled(leaseMillis, speed),
                scaled(startedGraceMillis, speed),
                maxFailures,
                scaled(dedupRetentionMillis, speed),
                scaled(waitNoticeMillis, speed),
                reservationAfter,
                reservationCount,
                failures.onClockOf(speed));
    }

    /** The same rules without WAIT records. */
    public EngineOptions withoutWaitNotices() {
        return new EngineOptions(
                ageingIntervalMillis,
                leaseMillis,
                startedGraceMillis,
                maxFailures,
                dedupRetentionMillis,
                0,
                reservationAfter,
                reservationCount,
                failures);
    }

    /** The same rules without places kept for heads that fit nowhere. */
    public EngineOptions withoutReservations() {
        return new EngineOptions(
                ageingIntervalMillis,
                leaseMillis,
                startedGraceMillis,
                maxFailures,
                dedupRetentionMillis,
                waitNoticeMillis,
                reservationAfter,
                0,
                failures);
    }

    /** The same rules where the catalogue is there before the first task and never changes. */
    public EngineOptions withFinalCatalogue() {
        return new EngineOptions(
                ageingIntervalMillis,
                leaseMillis,
                startedGraceMillis,
                maxFailures,
                dedupRetentionMillis,
                waitNoticeMillis,
                reservationAfter,
                reservationCount,
                failures.withFinalCatalogue());
    }

    private static long scaled(long millis, double speed) {
        return Math.round(millis * speed);
    }
}
