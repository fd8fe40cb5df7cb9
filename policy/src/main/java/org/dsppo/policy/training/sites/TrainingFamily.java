package org.dsppo.policy.training.sites;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.dsppo.policy.lab.simulation.LognormalRuntimes;
import org.dsppo.policy.lab.simulation.RuntimeModel;
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
 * @param oneSite true if all workloads have the same catalogue
 * @param contenders heuristics, the best of which on a workload is the one to beat there; empty for
 *     all heuristics
 * @param workloads seed to workload
 * @param noise by how much true run times deviate from the estimates, as the deviation of their
 *     logarithm
 */
public record TrainingFamily(
        String name,
        double target,
        double weight,
        int samples,
        boolean oneSite,
        List<String> contenders,
        LongFunction<Workload> workloads,
        double noise) {

    /** So many samples training meets again and again: what is to be beaten on each is known. */
    private static final int POOL = 64;

    /** Run times are as estimated. */
    public TrainingFamily(
            String name,
            double target,
            double weight,
            int samples,
            boolean oneSite,
            List<String> contenders,
            LongFunction<Workload> workloads) {
        this(name, target, weight, samples, oneSite, contenders, workloads, 0);
    }

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

    /** A heuristic that rewards are relative to. */
    public String reference() {
        return contenders.isEmpty() ? "greedy:k=2" : contenders.get(0);
    }

    /** The same where run times are not as estimated. */
    TrainingFamily withNoise(double sigma) {
        return new TrainingFamily(
                name, target, weight, samples, oneSite, contenders, workloads, sigma);
    }

    /** How long attempts of a sample really take. */
    RuntimeModel runtimes(long seed) {
        return noise == 0 ? RuntimeModel.AS_ESTIMATED : new LognormalRuntimes(noise, seed);
    }

    /** Samples for a generation of training; seeds from 2^32 on are for training. */
    public List<FamilySample> ofGeneration(long generation, int seeds) {
        long count = (long) seeds * samples;
        return LongStream.range(generation * count, (generation + 1) * count)
                .mapToObj(number -> new FamilySample(this, (1L << 32) + number % POOL))
                .toList();
    }

    /** Samples to validate on, the same every time; negative seeds are for validation. */
    public List<FamilySample> forValidation(int seeds) {
        long count = (long) seeds * samples;
        return LongStream.range(-count, 0).mapToObj(seed -> new FamilySample(this, seed)).toList();
    }
}
