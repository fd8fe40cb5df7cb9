package org.dsppo.policy.lab.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Runs policies on the instances of an experiment: the same seeds for every policy, in parallel
 * over cores, every run audited. What the log already holds is not run again.
 */
public final class ExperimentRunner {

    /** Told after each run. */
    @FunctionalInterface
    public interface RunListener {
        /**
         * @param found runs that the log held already
         * @param done runs done since
         * @param total runs in all
         */
        void advanced(long found, long done, long total);
    }

    private final BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies;
    private final int threads;
    private final EngineOptions rules;

    /**
     * @param policies name and site to policy
     * @param threads number of runs at a time
     * @param rules of the engine
     */
    public ExperimentRunner(
            BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies,
            int threads,
            EngineOptions rules) {
        this.policies = policies;
        this.threads = threads;
        this.rules = rules;
    }

    /**
     * Runs what is missing.
     *
     * @throws IOException if the log cannot be written
     * @throws IllegalStateException if a policy breaks down; the log keeps what was done
     */
    public void run(
            Experiment experiment,
            List<String> policyNames,
            List<Long> seeds,
            ExperimentLog log,
            RunListener progress)
            throws IOException {
        List<Callable<ExperimentRow>> missing = missing(experiment, policyNames, seeds, log);
        long total = (long) experiment.instances().size() * policyNames.size() * seeds.size();
        long found = total - missing.size();
        progress.advanced(found, 0, total);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<ExperimentRow> runs = new ExecutorCompletionService<>(pool);
            missing.forEach(runs::submit);
            for (long done = 1; done <= total - found; done++) {
                log.append(runs.take().get());
                progress.advanced(found, done, total);
            }
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the log keeps what was done", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Runs that the log lacks, seed by seed, so that the first of them are a sample of all. */
    private List<Callable<ExperimentRow>> missing(
            Experiment experiment, List<String> policyNames, List<Long> seeds, ExperimentLog log) {
        List<Callable<ExperimentRow>> missing = new ArrayList<>();
        for (long seed : seeds) {
            for (ExperimentInstance instance : experiment.instances()) {
                SharedWorkload workload = new SharedWorkload(instance, seed);
                for (String policy : policyNames) {
                    if (!log.contains(instance.name(), policy, seed)) {
                        workload.awaitUse();
                        missing.add(
                                () -> {
                                    try {
                                        return row(instance, policy, seed, workload.get());
                                    } finally {
                                        workload.used();
                                    }
                                });
                    }
                }
            }
        }
        return missing;
    }

    /** A workload that is made for the first run that needs it and dropped after the last. */
    private static final class SharedWorkload {
        private final ExperimentInstance instance;
        private final long seed;
        private int usesLeft;
        private Workload made;

        SharedWorkload(ExperimentInstance instance, long seed) {
            this.instance = instance;
            this.seed = seed;
        }

        synchronized void awaitUse() {
            usesLeft++;
        }

        synchronized void used() {
            usesLeft--;
            if (usesLeft == 0) {
                made = null;
            }
        }

        synchronized Workload get() {
            if (made == null) {
                made = instance.workloads().apply(seed);
            }
            return made;
        }
    }

    private static void rethrow(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof UncheckedIOException io) {
            throw io.getCause();
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        throw new IllegalStateException(cause);
    }

    private ExperimentRow row(
            ExperimentInstance instance, String policy, long seed, Workload workload) {
        RuntimeModel runtimes = instance.runtimes().apply(seed);
        long begun = System.nanoTime();
        SimulationResult result = simulate(policy, workload, runtimes);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        ExecutedRun run = executed(result, runtimes);
        return new ExperimentRow(
                instance.name(),
                policy,
                seed,
                RunSummary.of(run),
                waitQuantiles(result),
                millis,
                RunDistribution.of(run));
    }

    /** One run of a policy, to look at more closely. */
    public ExecutedRun detail(ExperimentInstance instance, String policy, long seed) {
        RuntimeModel runtimes = instance.runtimes().apply(seed);
        return executed(simulate(policy, instance.workloads().apply(seed), runtimes), runtimes);
    }

    private SimulationResult simulate(String policy, Workload workload, RuntimeModel runtimes) {
        return Simulator.run(
                workload, policies.apply(policy, workload.catalogue()), rules, runtimes);
    }

    private static ExecutedRun executed(SimulationResult result, RuntimeModel runtimes) {
        return ExecutedRun.of(
                result.workload().catalogue(),
                result.workload().tasks(),
                result.decisions(),
                runtimes == RuntimeModel.AS_ESTIMATED
                        ? AuditTolerance.EXACT
                        : AuditTolerance.ANY_DURATION);
    }

    private static double[] waitQuantiles(SimulationResult result) {
        double[] waits =
                result.decisions().stream()
                        .filter(each -> each.outcome() == AttemptOutcome.FINISHED)
                        .mapToDouble(ExperimentRunner::waitMillis)
                        .sorted()
                        .toArray();
        double[] quantiles = new double[21];
        for (int i = 0; i < quantiles.length && waits.length > 0; i++) {
            quantiles[i] = waits[(int) Math.round(i / 20.0 * (waits.length - 1))];
        }
        return quantiles;
    }

    private static double waitMillis(ExecutedDecision each) {
        // The engine's wait is in whole milliseconds; the start has the simulation's fractions.
        double submitted = each.decision().decidedAtMillis() - each.decision().waitMillis();
        return each.startedAtMillis() - submitted;
    }
}
