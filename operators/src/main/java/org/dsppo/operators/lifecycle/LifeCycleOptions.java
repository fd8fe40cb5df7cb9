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
        return new Builder()
                .policy(policy)
                .automatic(automatic)
                .split(split)
                .windowMillis(windowMillis)
                .shadowTasks(400)
                .mostExcess(0.25)
                .leastAgreement(0.3)
                .replayTasks(400)
                .replayTolerance(0.01)
                .pairWindows(5)
                .mostLooks(3)
                .windowTasks(10)
                .canaryTolerance(0.05)
                .alarm(0.5)
                .mostFallbacks(0.02)
                .build();
    }

    /** The same with other numbers of tasks and windows to go by. */
    public LifeCycleOptions withSamples(int forShadow, int forReplay, int pairs) {
        return toBuilder().shadowTasks(forShadow).replayTasks(forReplay).pairWindows(pairs).build();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .policy(policy)
                .automatic(automatic)
                .split(split)
                .windowMillis(windowMillis)
                .shadowTasks(shadowTasks)
                .mostExcess(mostExcess)
                .leastAgreement(leastAgreement)
                .replayTasks(replayTasks)
                .replayTolerance(replayTolerance)
                .pairWindows(pairWindows)
                .mostLooks(mostLooks)
                .windowTasks(windowTasks)
                .canaryTolerance(canaryTolerance)
                .alarm(alarm)
                .mostFallbacks(mostFallbacks);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private String policy;
        private boolean automatic;
        private CanarySplit split;
        private long windowMillis;
        private int shadowTasks;
        private double mostExcess;
        private double leastAgreement;
        private int replayTasks;
        private double replayTolerance;
        private int pairWindows;
        private int mostLooks;
        private int windowTasks;
        private double canaryTolerance;
        private double alarm;
        private double mostFallbacks;

        private Builder() {}

        public Builder policy(String value) {
            this.policy = value;
            return this;
        }

        public Builder automatic(boolean value) {
            this.automatic = value;
            return this;
        }

        public Builder split(CanarySplit value) {
            this.split = value;
            return this;
        }

        public Builder windowMillis(long value) {
            this.windowMillis = value;
            return this;
        }

        public Builder shadowTasks(int value) {
            this.shadowTasks = value;
            return this;
        }

        public Builder mostExcess(double value) {
            this.mostExcess = value;
            return this;
        }

        public Builder leastAgreement(double value) {
            this.leastAgreement = value;
            return this;
        }

        public Builder replayTasks(int value) {
            this.replayTasks = value;
            return this;
        }

        public Builder replayTolerance(double value) {
            this.replayTolerance = value;
            return this;
        }

        public Builder pairWindows(int value) {
            this.pairWindows = value;
            return this;
        }

        public Builder mostLooks(int value) {
            this.mostLooks = value;
            return this;
        }

        public Builder windowTasks(int value) {
            this.windowTasks = value;
            return this;
        }

        public Builder canaryTolerance(double value) {
            this.canaryTolerance = value;
            return this;
        }

        public Builder alarm(double value) {
            this.alarm = value;
            return this;
        }

        public Builder mostFallbacks(double value) {
            this.mostFallbacks = value;
            return this;
        }

        /** What was set. */
        public LifeCycleOptions build() {
            return new LifeCycleOptions(
                    policy,
                    automatic,
                    split,
                    windowMillis,
                    shadowTasks,
                    mostExcess,
                    leastAgreement,
                    replayTasks,
                    replayTolerance,
                    pairWindows,
                    mostLooks,
                    windowTasks,
                    canaryTolerance,
                    alarm,
                    mostFallbacks);
        }
    }
}
