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
 */
public record EngineOptions(
        long ageingIntervalMillis,
        long leaseMillis,
        long startedGraceMillis,
        int maxFailures,
        long dedupRetentionMillis,
        long waitNoticeMillis)
        implements Serializable {

    /** What the job uses unless configured otherwise. */
    public static EngineOptions defaults() {
        return new Builder()
                .ageingIntervalMillis(60_000)
                .leaseMillis(30_000)
                .startedGraceMillis(5_000)
                .maxFailures(3)
                .dedupRetentionMillis(Duration.ofHours(1).toMillis())
                .waitNoticeMillis(10_000)
                .build();
    }

    /**
     * The same rules on the clock of a trace that passes {@code speed} times as fast as the wall.
     * All but ageing scale: leases and graces wait for executors and networks, which get no faster.
     */
    public EngineOptions onClockOf(double speed) {
        return toBuilder()
                .leaseMillis(scaled(leaseMillis, speed))
                .startedGraceMillis(scaled(startedGraceMillis, speed))
                .dedupRetentionMillis(scaled(dedupRetentionMillis, speed))
                .waitNoticeMillis(scaled(waitNoticeMillis, speed))
                .build();
    }

    /** The same rules without WAIT records. */
    public EngineOptions withoutWaitNotices() {
        return toBuilder().waitNoticeMillis(0).build();
    }

    private static long scaled(long millis, double speed) {
        return Math.round(millis * speed);
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .ageingIntervalMillis(ageingIntervalMillis)
                .leaseMillis(leaseMillis)
                .startedGraceMillis(startedGraceMillis)
                .maxFailures(maxFailures)
                .dedupRetentionMillis(dedupRetentionMillis)
                .waitNoticeMillis(waitNoticeMillis);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private long ageingIntervalMillis;
        private long leaseMillis;
        private long startedGraceMillis;
        private int maxFailures;
        private long dedupRetentionMillis;
        private long waitNoticeMillis;

        private Builder() {}

        public Builder ageingIntervalMillis(long value) {
            this.ageingIntervalMillis = value;
            return this;
        }

        public Builder leaseMillis(long value) {
            this.leaseMillis = value;
            return this;
        }

        public Builder startedGraceMillis(long value) {
            this.startedGraceMillis = value;
            return this;
        }

        public Builder maxFailures(int value) {
            this.maxFailures = value;
            return this;
        }

        public Builder dedupRetentionMillis(long value) {
            this.dedupRetentionMillis = value;
            return this;
        }

        public Builder waitNoticeMillis(long value) {
            this.waitNoticeMillis = value;
            return this;
        }

        /** What was set. */
        public EngineOptions build() {
            return new EngineOptions(
                    ageingIntervalMillis,
                    leaseMillis,
                    startedGraceMillis,
                    maxFailures,
                    dedupRetentionMillis,
                    waitNoticeMillis);
        }
    }
}
