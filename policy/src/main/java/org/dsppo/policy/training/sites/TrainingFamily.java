package org.dsppo.policy.training.sites;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;

/**
 * One kind of situation that a policy should be good in.
 *
 * @param name for reports
 * @param target completion wanted relative to the best contender, as a natural logarithm
 * @param weight in the mean over families: less where samples differ so much that they would drown
 *     the others
 * @param samples how many count as one: more where they are so small that one says little
 * @param oneSite true if all workloads have the same catalogue, so that its options are worth
 *     knowing
 * @param contenders heuristics, the best of which on a workload is the one to beat there
 * @param workloads seed to workload
 */
public record TrainingFamily(
        String name,
        double target,
        double weight,
        int samples,
        boolean oneSite,
        List<String> contenders,
        LongFunction<Workload> workloads) {

    /** One sample counts as one. */
    public TrainingFamily(
            String name,
            double target,
            double weight,
            boolean oneSite,
            List<String> contenders,
            LongFunction<Workload> workloads) {
        this(name, target, weight, 1, oneSite, contenders, workloads);
    }

    /** Samples for a generation of training; seeds from 2^32 on are for training. */
    public List<FamilySample> ofGeneration(long generation, int seeds) {
        return samples((1L << 32) + generation * 64, seeds);
    }

    /** Samples to validate on, the same every time; negative seeds are for validation. */
    public List<FamilySample> forValidation(int seeds) {
        return samples(-(long) seeds * samples, seeds);
    }

    private List<FamilySample> samples(long first, int seeds) {
        return LongStream.range(first, first + (long) seeds * samples)
                .mapToObj(seed -> new FamilySample(this, seed))
                .toList();
    }
}
