package org.dsppo.policy.training;

import java.util.List;
import java.util.function.LongFunction;
import org.dsppo.policy.simulation.Workload;

/**
 * One kind of situation that a policy should be good in.
 *
 * @param name for reports
 * @param target completion wanted relative to the best contender, as a natural logarithm
 * @param weight in the mean over families: less where samples differ so much that they would drown
 *     the others
 * @param oneSite true if all workloads have the same catalogue, so that its options are worth
 *     knowing
 * @param contenders heuristics, the best of which on a workload is the one to beat there
 * @param workloads seed to workload
 */
public record TrainingFamily(
        String name,
        double target,
        double weight,
        boolean oneSite,
        List<String> contenders,
        LongFunction<Workload> workloads) {}
