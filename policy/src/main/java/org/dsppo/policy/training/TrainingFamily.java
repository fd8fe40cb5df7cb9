package org.dsppo.policy.training;

import java.util.List;
import java.util.function.LongFunction;
import org.dsppo.policy.simulation.Workload;

/**
 * One kind of situation that a policy should be good in.
 *
 * @param name for reports
 * @param target completion wanted relative to the best contender, as a natural logarithm
 * @param contenders heuristics, the best of which on a workload is the one to beat there
 * @param workloads seed to workload
 */
public record TrainingFamily(
        String name, double target, List<String> contenders, LongFunction<Workload> workloads) {}
