package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
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

    private record Prepared(FamilySample sample, Workload workload) {

        RuntimeModel runtimes() {
            return sample.family.runtimes(sample.seed);
        }

        double completionMillis(Supplier<PlacementPolicy> policy) {
            return MeanCompletion.of(workload, runtimes(), policy);
        }

        /** Roughly, in any unit: a decision looks at the strategies of all classes that wait. */
        long cost() {
            int strategies =
                    workload.catalogue().classes().values().stream().mapToInt(List::size).sum();
            return (long) workload.tasks().size() * strategies;
        }
    }

    /**
     * Log of mean completion over that of the best contender, by policy and sample.
     *
     * @throws IllegalStateException if a policy leaves tasks waiting for ever
     */
    public double[][] logRatios(
            List<Supplier<PlacementPolicy>> policies, List<FamilySample> samples) {
        List<Future<Prepared>> made = new ArrayList<>();
        for (FamilySample sample : samples) {
            made.add(
                    pool.submit(
                            () ->
                                    new Prepared(
                                            sample, sample.family.workloads().apply(sample.seed))));
        }
        List<Prepared> prepared = new ArrayList<>();
        made.forEach(each -> prepared.add(result(each)));
        List<Integer> longestFirst = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            longestFirst.add(i);
        }
        longestFirst.sort(Comparator.comparingLong(i -> -prepared.get(i).cost()));
        List<Future<Double>> best = new ArrayList<>(samples.size());
        List<List<Future<Double>>> runs = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            best.add(null);
            runs.add(new ArrayList<>());
        }
        for (int i : longestFirst) {
            Prepared each = prepared.get(i);
            best.set(i, pool.submit(() -> reference(each)));
            for (Supplier<PlacementPolicy> policy : policies) {
                runs.get(i).add(pool.submit(() -> each.completionMillis(policy)));
            }
        }
        double[][] ratios = new double[policies.size()][samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            double reference = result(best.get(i));
            for (int policy = 0; policy < policies.size(); policy++) {
                ratios[policy][i] = Math.log(result(runs.get(i).get(policy)) / reference);
            }
        }
        if (references.size() > REFERENCES_KEPT) {
            references.clear();
        }
        return ratios;
    }

    private double reference(Prepared prepared) {
        return references.computeIfAbsent(
                prepared.sample.key(),
                key ->
                        HeuristicRace.bestMillis(
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
