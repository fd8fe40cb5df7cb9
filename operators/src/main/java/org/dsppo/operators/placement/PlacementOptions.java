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
        return new PlacementOptions(
                EngineOptions.defaults(),
                ServingOptions.defaults(),
                "greedy",
                1,
                1,
                500,
                20,
                10_000,
                5_000,
                1_000);
    }

    /** The same with other rules of the engine. */
    public PlacementOptions withEngine(EngineOptions rules) {
        return new PlacementOptions(
                rules,
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

    /** The same with policies served in another way. */
    public PlacementOptions withServing(ServingOptions other) {
        return new PlacementOptions(
                engine,
                other,
                defaultPolicy,
                speed,
                decisionDelayMillis,
                tickMillis,
                timerGranularityMillis,
                summaryWindowMillis,
                restoreGraceMillis,
                restoreHoldMillis);
    }

    /** The same with another default policy. */
    public PlacementOptions withDefaultPolicy(String name) {
        return new PlacementOptions(
                engine,
                serving,
                name,
                speed,
                decisionDelayMillis,
                tickMillis,
                timerGranularityMillis,
                summaryWindowMillis,
                restoreGraceMillis,
                restoreHoldMillis);
    }

    /** The same with another time after a restore in which nothing is decided. */
    public PlacementOptions withRestoreHold(long millis) {
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
                millis);
    }

    /** The same for a trace that passes faster than the wall. */
    public PlacementOptions withSpeed(double traceMillisPerWallMilli) {
        return new PlacementOptions(
                engine,
                serving,
                defaultPolicy,
                traceMillisPerWallMilli,
                decisionDelayMillis,
                tickMillis,
                timerGranularityMillis,
                summaryWindowMillis,
                restoreGraceMillis,
                restoreHoldMillis);
    }
}
