package org.dsppo.operators.placement;

import java.io.Serializable;
import org.dsppo.operators.serving.ServingOptions;
import org.dsppo.policy.engine.EngineOptions;

/**
 * Settings of the placement operator, in milliseconds of processing time.
 *
 * @param engine rules of the engine
 * @param serving how versions of policies are served
 * @param defaultPolicy name of the policy that decides unless a stage record names another
 * @param speed trace milliseconds per wall millisecond; 1 unless a trace is replayed
 * @param decisionDelayMillis how long input is collected before the engine decides once
 * @param tickMillis a cell with live tasks looks at catalogue and policy at least this often
 * @param timerGranularityMillis timers are rounded up to a multiple, so that they coalesce
 * @param summaryWindowMillis length of a summary's window; 0 writes none
 * @param restoreGraceMillis after a restore nothing expires for this long, so that what executors
 *     reported meanwhile is read first
 * @param restoreHoldMillis after a restore nothing is decided for this long, for the same reason
 */
public record PlacementOptions(
        EngineOptions engine,
        ServingOptions serving,
        String defaultPolicy,
        double speed,
        long decisionDelayMillis,
        long tickMillis,
        long timerGranularityMillis,
        long summaryWindowMillis,
        long restoreGraceMillis,
        long restoreHoldMillis)
        implements Serializable {

    /**
     * @throws IllegalArgumentException naming a value that is out of range
     */
    public PlacementOptions {
        if (!(speed > 0)) {
            throw new IllegalArgumentException(
                    "speed is %s, expected a number above 0".formatted(speed));
        }
        require("decisionDelayMillis", decisionDelayMillis, 0);
        require("tickMillis", tickMillis, 1);
        require("timerGranularityMillis", timerGranularityMillis, 1);
        require("summaryWindowMillis", summaryWindowMillis, 0);
        require("restoreGraceMillis", restoreGraceMillis, 0);
        require("restoreHoldMillis", restoreHoldMillis, 0);
    }

    private static void require(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s is %d, expected at least %d".formatted(name, value, least));
        }
    }

    /** What the job uses unless configured otherwise. */
    public static PlacementOptions defaults() {
        return new Builder()
                .engine(EngineOptions.defaults())
                .serving(ServingOptions.defaults())
                .defaultPolicy("greedy")
                .speed(1)
                .decisionDelayMillis(1)
                .tickMillis(500)
                .timerGranularityMillis(20)
                .summaryWindowMillis(10_000)
                .restoreGraceMillis(5_000)
                .restoreHoldMillis(1_000)
                .build();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .engine(engine)
                .serving(serving)
                .defaultPolicy(defaultPolicy)
                .speed(speed)
                .decisionDelayMillis(decisionDelayMillis)
                .tickMillis(tickMillis)
                .timerGranularityMillis(timerGranularityMillis)
                .summaryWindowMillis(summaryWindowMillis)
                .restoreGraceMillis(restoreGraceMillis)
                .restoreHoldMillis(restoreHoldMillis);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private EngineOptions engine;
        private ServingOptions serving;
        private String defaultPolicy;
        private double speed;
        private long decisionDelayMillis;
        private long tickMillis;
        private long timerGranularityMillis;
        private long summaryWindowMillis;
        private long restoreGraceMillis;
        private long restoreHoldMillis;

        private Builder() {}

        public Builder engine(EngineOptions value) {
            this.engine = value;
            return this;
        }

        public Builder serving(ServingOptions value) {
            this.serving = value;
            return this;
        }

        public Builder defaultPolicy(String value) {
            this.defaultPolicy = value;
            return this;
        }

        public Builder speed(double value) {
            this.speed = value;
            return this;
        }

        public Builder decisionDelayMillis(long value) {
            this.decisionDelayMillis = value;
            return this;
        }

        public Builder tickMillis(long value) {
            this.tickMillis = value;
            return this;
        }

        public Builder timerGranularityMillis(long value) {
            this.timerGranularityMillis = value;
            return this;
        }

        public Builder summaryWindowMillis(long value) {
            this.summaryWindowMillis = value;
            return this;
        }

        public Builder restoreGraceMillis(long value) {
            this.restoreGraceMillis = value;
            return this;
        }

        public Builder restoreHoldMillis(long value) {
            this.restoreHoldMillis = value;
            return this;
        }

        /** What was set. */
        public PlacementOptions build() {
            return new PlacementOptions(
                    engine,
                    serving,
                    defaultPolicy,
                    speed,
                    decisionDelayMillis,
                    tickMillis,
                    timerGranularityMillis,
                    summaryWindowMillis,
                    restoreGraceMillis,
                    restoreHoldMillis);
        }
    }
}
