package org.dsppo.policy.ppo;

import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.simulation.Workload;

/**
 * What an episode is about.
 *
 * @param workload nodes and tasks, of one cell
 * @param baseline heuristic that the policy is compared with
 */
public record Lesson(Workload workload, Supplier<PlacementPolicy> baseline) {}
