package org.dsppo.operators.lifecycle;

import java.io.Serializable;
import org.dsppo.operators.serving.CanarySplit;

/**
 * What a version has to show before it acts.
 *
 * @param policy name of the policy whose versions are looked after
 * @param automatic false to leave promotions to people; what is refused or fails is dropped anyway
 * @param split as in serving: in whole cells, windows of different cells make up a pair
 * @param windowMillis as in serving
 * @param shadowTasks tasks that a shadow has to be asked about
 * @param mostExcess part by which a shadow's choices may take longer than those of the active one
 * @param leastAgreement a shadow whose choices take longer has to agree on this part of the tasks
 * @param replayTasks recent arrivals that a replay needs
 * @param replayTolerance part by which completion may be longer in a replay
 * @param pairWindows pairs of windows after which a canary is judged, at each further time twice as
 *     many
 * @param mostLooks how often it is judged at most before it is dropped
 * @param windowTasks tasks that a window needs to count
 * @param canaryTolerance part by which a canary's completion has to be shown not to be longer
 * @param alarm part by which it may be longer from the second pair on
 * @param mostFallbacks part of its decisions that may fall back
 */
public record LifeCycleOptions(
        String policy,
        boolean automatic,
        CanarySplit split,
        long windowMillis,
        int shadowTasks,
        double mostExcess,
        double leastAgreement,
        int replayTasks,
        double replayTolerance,
        int pairWindows,
        int mostLooks,
        int windowTasks,
        double canaryTolerance,
        double alarm,
        double mostFallbacks)
        implements Serializable {

    /** What the job uses unless configured otherwise. */
    public static LifeCycleOptions of(
            String policy, boolean automatic, CanarySplit split, long windowMillis) {
        return new LifeCycleOptions(
                policy,
                automatic,
                split,
                windowMillis,
                400,
                0.25,
                0.3,
                400,
                0.01,
                5,
                3,
                10,
                0.05,
                0.5,
                0.02);
    }

    /** The same with other numbers of tasks and windows to go by. */
    public LifeCycleOptions withSamples(int forShadow, int forReplay, int pairs) {
        return new LifeCycleOptions(
                policy,
                automatic,
                split,
                windowMillis,
                forShadow,
                mostExcess,
                leastAgreement,
                forReplay,
                replayTolerance,
                pairs,
                mostLooks,
                windowTasks,
                canaryTolerance,
                alarm,
                mostFallbacks);
    }
}
