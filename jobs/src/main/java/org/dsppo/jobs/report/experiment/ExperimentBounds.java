package org.dsppo.jobs.report.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dsppo.policy.lab.bound.Bound;
import org.dsppo.policy.lab.bound.BoundException;
import org.dsppo.policy.lab.bound.BoundOptions;
import org.dsppo.policy.lab.bound.BoundProgress;
import org.dsppo.policy.lab.bound.BoundReport;
import org.dsppo.policy.lab.bound.Bounds;
import org.dsppo.policy.lab.bound.ExactObjective;
import org.dsppo.policy.lab.bound.ExactSchedule;
import org.dsppo.policy.lab.bound.ExactSolver;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.ExperimentInstance;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * Lower bounds of an experiment's instances: the mean of least run times on every seed, the linear
 * program on the first. Instances whose true run times differ from the estimates have none, for the
 * bounds hold for estimates.
 */
final class ExperimentBounds {

    private static final String FILE = "bounds.json";
    private static final long SOLVER_LIMIT_MILLIS = 60_000;

    private final ExperimentRequest request;
    private final Consumer<String> progress;

    ExperimentBounds(ExperimentRequest request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Bounds by instance, those found in the folder included; one entry per seed.
     *
     * @throws IOException if the folder cannot be read or written
     * @throws InvalidExperimentException if the solver cannot be used here
     */
    Map<String, List<BoundCache.Entry>> of(Experiment experiment) throws IOException {
        Map<String, List<BoundCache.Entry>> bounds = new LinkedHashMap<>();
        if (request.bounds() == BoundChoice.NONE) {
            return bounds;
        }
        BoundCache cache = new BoundCache(request.folder().resolve(Path.of(FILE)));
        ExecutorService pool = Executors.newFixedThreadPool(request.threads());
        try {
            Map<String, Future<List<BoundCache.Entry>>> pending = new LinkedHashMap<>();
            for (ExperimentInstance instance : experiment.instances()) {
                if (instance.runtimes().apply(request.seeds().get(0))
                        == RuntimeModel.AS_ESTIMATED) {
                    pending.put(
                            instance.name(),
                            pool.submit(
                                    () ->
                                            experiment.solvesExactly()
                                                    ? exactly(instance, cache)
                                                    : ofInstance(instance, cache)));
                }
            }
            for (Map.Entry<String, Future<List<BoundCache.Entry>>> each : pending.entrySet()) {
                progress.accept(
                        "%s: bounds, instance %d of %d"
                                .formatted(experiment.name(), bounds.size() + 1, pending.size()));
                bounds.put(each.getKey(), each.getValue().get());
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while solving bounds", e);
        } finally {
            pool.shutdownNow();
        }
        return bounds;
    }

    private static RuntimeException failure(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof BoundException) {
            return new InvalidExperimentException(
                    "--bounds lp cannot be computed here, expected lb0 or none: "
                            + cause.getMessage(),
                    cause);
        }
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(cause);
    }

    private List<BoundCache.Entry> ofInstance(ExperimentInstance instance, BoundCache cache)
            throws IOException {
        List<BoundCache.Entry> entries = new ArrayList<>();
        List<BoundCache.Entry> computed = new ArrayList<>();
        for (long seed : request.seeds()) {
            boolean solve = request.bounds() == BoundChoice.LP && seed == request.seeds().get(0);
            BoundCache.Entry entry = cache.find(instance.name(), seed, solve);
            if (entry == null) {
                entry = compute(instance.name(), seed, instance.workloads().apply(seed), solve);
                computed.add(entry);
            }
            entries.add(entry);
        }
        if (!computed.isEmpty()) {
            cache.add(computed);
        }
        return entries;
    }

    /** The optimum of every seed, for there are few and they are small. */
    private List<BoundCache.Entry> exactly(ExperimentInstance instance, BoundCache cache)
            throws IOException {
        List<BoundCache.Entry> entries = new ArrayList<>();
        for (long seed : request.seeds()) {
            BoundCache.Entry entry = cache.find(instance.name(), seed, true);
            if (entry == null) {
                Workload workload = instance.workloads().apply(seed);
                ExactSchedule schedule =
                        new ExactSolver(SOLVER_LIMIT_MILLIS / 1000.0, 1, System::nanoTime)
                                .solve(workload, ExactObjective.COMPLETION);
                entry =
                        new BoundCache.Entry(
                                instance.name(),
                                seed,
                                Bounds.shortestRuntime(workload).averageCompletionMillis(),
                                true,
                                null,
                                schedule.proven() ? schedule.averageCompletionMillis() : null);
                cache.add(List.of(entry));
            }
            entries.add(entry);
        }
        return entries;
    }

    private static BoundCache.Entry compute(
            String instance, long seed, Workload workload, boolean solve) {
        if (!solve) {
            double lb0 = Bounds.shortestRuntime(workload).averageCompletionMillis();
            return new BoundCache.Entry(instance, seed, lb0, false, null, null);
        }
        BoundReport report =
                Bounds.of(
                        workload,
                        BoundOptions.defaults().withTimeLimit(SOLVER_LIMIT_MILLIS),
                        BoundProgress.NONE);
        Double lp =
                Stream.of(report.withConfigurations(), report.pooled())
                        .filter(Bound::proven)
                        .findFirst()
                        .map(Bound::averageCompletionMillis)
                        .orElse(null);
        double lb0 = report.shortestRuntime().averageCompletionMillis();
        return new BoundCache.Entry(instance, seed, lb0, true, lp, null);
    }
}
