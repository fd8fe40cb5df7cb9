package org.dsppo.jobs.demo;

import java.util.List;
import org.dsppo.jobs.emulator.NodeDisturbance;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/**
 * What a demo does.
 *
 * @param workload nodes and tasks
 * @param policy what decides
 * @param speed trace milliseconds per wall millisecond
 * @param seed decides which attempts fail
 * @param failureShare share of attempts that fail, 0 to 1
 * @param disturbances what befalls nodes
 * @param training true to train while it runs
 * @param start version to begin with, published as active; null for the policy as named
 */
public record DemoSettings(
        Workload workload,
        String policy,
        double speed,
        long seed,
        double failureShare,
        List<NodeDisturbance> disturbances,
        boolean training,
        PolicyArtefact start) {

    /** The same under another policy. */
    DemoSettings under(String other) {
        return toBuilder().policy(other).build();
    }

    /** For a new one, set component by component. */
    public static Builder builder() {
        return new Builder();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .workload(workload)
                .policy(policy)
                .speed(speed)
                .seed(seed)
                .failureShare(failureShare)
                .disturbances(disturbances)
                .training(training)
                .start(start);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private Workload workload;
        private String policy;
        private double speed;
        private long seed;
        private double failureShare;
        private List<NodeDisturbance> disturbances;
        private boolean training;
        private PolicyArtefact start;

        private Builder() {}

        public Builder workload(Workload value) {
            this.workload = value;
            return this;
        }

        public Builder policy(String value) {
            this.policy = value;
            return this;
        }

        public Builder speed(double value) {
            this.speed = value;
            return this;
        }

        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        public Builder failureShare(double value) {
            this.failureShare = value;
            return this;
        }

        public Builder disturbances(List<NodeDisturbance> value) {
            this.disturbances = value;
            return this;
        }

        public Builder training(boolean value) {
            this.training = value;
            return this;
        }

        public Builder start(PolicyArtefact value) {
            this.start = value;
            return this;
        }

        /** What was set. */
        public DemoSettings build() {
            return new DemoSettings(
                    workload, policy, speed, seed, failureShare, disturbances, training, start);
        }
    }
}
