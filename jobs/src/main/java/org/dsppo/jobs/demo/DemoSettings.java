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
        return new DemoSettings(
                workload, other, speed, seed, failureShare, disturbances, training, start);
    }
}
