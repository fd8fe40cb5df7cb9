package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;

/**
 * Measures policies on samples of families, against the best contender on the same samples. All
 * policies of a call see the same samples (common random numbers), so that differences between them
 * are much surer than the figures themselves.
 */
public final class FamilyEvaluator implements AutoCloseable {

    private static final int REFERENCES_KEPT = 20_000;

    private final int threads;
    private final ExecutorService pool;
    private final Map<String, Double> references = new ConcurrentHashMap<>();

    /**
     * @param threads runs at a time
     */
    public FamilyEvaluator(int threads) {
        this.threads = threads;
        this.pool =
                Executors.newFixedThreadPool(
                        threads,
                        work -> {
                            Thread thread = new Thread(work, "training-evaluation");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Runs at a time. */
    public int threads() {
        return threads;
    }

    /**
     * A sample to measure on.
     *
     * @param family kind of situation
     * @param seed gives the sample
     */
    public record FamilySample(TrainingFamily family, long seed) {

        String key() {
            return family.name() + "#" + seed;
        }
    }

    /** A sample that is drawn. */
    public record Prepared(FamilySample sample, Workload workload) {

        private RuntimeModel runtimes() {
            return sample.family.runtimes(sample.seed);
        }

        /** Mean completion under a policy, milliseconds. */
        public double completionMillis(Supplier<PlacementPolicy> policy) {
            return MeanCompletion.of(workload, runtimes(), policy);
        }

        /** Roughly, in any unit: a decision looks at the strategies of all classes that wait. */
        private long cost() {
            int strategies =
                    workload.catalogue().classes().values().stream().mapToInt(List::size).sum();
            return (long) workload.tasks().size() * strategies;
        }
    }

    /** What is done with a sample. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * @param number of the sample among those asked for
         */
        T on(int number, Prepared run);
    }

    /**
     * Does the same with all samples, several at a time, the most costly first.
     *
     * @return results in the order of the samples
     */
    public <T> List<T> each(List<FamilySample> samples, Work<T> work) {
        List<Prepared> prepared = prepare(samples);
        List<Future<T>> results = new ArrayList<>(Collections.nCopies(samples.size(), null));
        for (int i : costlyFirst(prepared)) {
            results.set(i, pool.submit(() -> work.on(i, prepared.get(i))));
        }
        return results.stream().map(FamilyEvaluator::result).toList();
    }

    private List<Prepared> prepare(List<FamilySample> samples) {
        List<Future<Prepared>> made = new ArrayList<>();
        for (FamilySample sample : samples) {
            made.add(
                    pool.submit(
                            () ->
                                    new Prepared(
                                            sample, sample.family.workloads().apply(sample.seed))));
        }
        return made.stream().map(FamilyEvaluator::result).toList();
    }

    private static List<Integer> costlyFirst(List<Prepared> prepared) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> -prepared.get(i).cost()));
        return order;
    }

    /**
     * Log of mean completion over that of the best contender, by policy and sample.
     *
     * @throws IllegalStateException if a policy leaves tasks waiting for ever
     */
    public double[][] logRatios(
            List<Supplier<PlacementPolicy>> policies, List<FamilySample> samples) {
        return measure(policies, samples, this::reference);
    }

    /** Log of mean completion in milliseconds, by policy and sample. */
    public double[][] logCompletions(
            List<Supplier<PlacementPolicy>> policies, List<FamilySample> samples) {
        return measure(policies, samples, sample -> 1);
    }

    private double[][] measure(
            List<Supplier<PlacementPolicy>> policies,
            List<FamilySample> samples,
            ToDoubleFunction<Prepared> reference) {
        List<Prepared> prepared = prepare(samples);
        List<Future<Double>> best = new ArrayList<>(Collections.nCopies(samples.size(), null));
        List<List<Future<Double>>> runs = new ArrayList<>();
        samples.forEach(each -> runs.add(new ArrayList<>()));
        for (int i : costlyFirst(prepared)) {
            Prepared each = prepared.get(i);
            best.set(i, pool.submit(() -> reference.applyAsDouble(each)));
            for (Supplier<PlacementPolicy> policy : policies) {
                runs.get(i).add(pool.submit(() -> each.completionMillis(policy)));
            }
        }
        double[][] ratios = new double[policies.size()][samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            double against = result(best.get(i));
            for (int policy = 0; policy < policies.size(); policy++) {
                ratios[policy][i] = Math.log(result(runs.get(i).get(policy)) / against);
            }
        }
        return ratios;
    }

    private double reference(Prepared prepared) {
        if (references.size() > REFERENCES_KEPT) {
            references.clear();
        }
        return references.computeIfAbsent(
                prepared.sample.key(),
                key ->
                        BestHeuristic.bestMillis(
                                prepared.workload,
                                prepared.runtimes(),
                                prepared.sample.family.contenders()));
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring policies", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
