package org.dsppo.policy.training.ppo;

import java.util.function.Supplier;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;

/**
 * What an episode is about.
 *
 * @param workload nodes and tasks, of one cell
 * @param baseline heuristic that the policy is compared with
 * @param teacher says what it would do; null for the policy that training began with
 */
public record Lesson(Workload workload, Supplier<PlacementPolicy> baseline, Teacher teacher) {

    /** A lesson without a teacher of its own. */
    public Lesson(Workload workload, Supplier<PlacementPolicy> baseline) {
        this(workload, baseline, null);
    }
}
