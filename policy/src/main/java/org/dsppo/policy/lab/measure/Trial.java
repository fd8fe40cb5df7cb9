package org.dsppo.policy.lab.measure;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.evaluation.AuditTolerance;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.LognormalRuntimes;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.sites.Disturbance;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** One sample of tasks of a site at a load, and what heuristics come to on it. */
final class Trial {

    private final Workload workload;
    private final RuntimeModel runtimes;
    private final EngineOptions rules;
    private final RunCache.Page known;
    private final BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies;
    private final Map<String, Double> submittedAt;
    private long simulations;

    /**
     * @param siteLoad what this is a sample of
     * @param sample its number
     * @param rules of the engine
     * @param policies name and site to policy
     * @param cache what earlier measures found out
     */
    Trial(
            SiteLoad siteLoad,
            int sample,
            EngineOptions rules,
            BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies,
            RunCache cache)
            throws IOException {
        this.workload = siteLoad.sample(sample);
        boolean noisy = siteLoad.disturbance() == Disturbance.NOISE;
        long noiseSeed = workload.name().hashCode();
        this.runtimes =
                noisy
                        ? new LognormalRuntimes(Disturbance.SIGMA, noiseSeed)
                        : RuntimeModel.AS_ESTIMATED;
        this.rules = rules;
        this.policies = policies;
        this.known =
                cache.page(
                        workload,
                        "%s; run times %s"
                                .formatted(rules, noisy ? "noise " + noiseSeed : "as estimated"));
        this.submittedAt =
                workload.tasks().stream()
                        .map(TaskMessage::submitted)
                        .collect(
                                Collectors.toMap(
                                        TaskSubmitted::taskId,
                                        task -> (double) task.submittedAtMillis()));
    }

    /** Number of tasks. */
    int tasks() {
        return workload.tasks().size();
    }

    /** Simulations that had to be run for {@link #heuristic}. */
    long simulations() {
        return simulations;
    }

    /**
     * Mean completion of a heuristic, from the cache if it is known.
     *
     * @param mostMillis beyond this mean it does not matter what it is
     */
    CompletionOutcome heuristic(String policy, double mostMillis) throws IOException {
        CompletionOutcome found = known.find(policy);
        if (found != null && found.answers(mostMillis)) {
            return found;
        }
        CompletionOutcome outcome = run(policy, mostMillis);
        known.add(policy, outcome);
        return outcome;
    }

    /**
     * Runs a heuristic to its end whatever the cache says, and compares.
     *
     * @throws StaleCacheException if the cache says something else
     */
    void verify(String policy) {
        CompletionOutcome found = known.find(policy);
        CompletionOutcome now = run(policy, Double.POSITIVE_INFINITY);
        if (!now.equals(found)) {
            throw new StaleCacheException(
                    "the cache has %s for %s on %s, now it is %s; expected an empty folder, for the"
                                    .formatted(found, policy, workload.name(), now)
                            + " other figures may be of another version, too");
        }
    }

    /** True if what is known of the heuristic was known before this measure. */
    boolean isFromCache(String policy) {
        return known.isOld(policy);
    }

    private CompletionOutcome run(String policy, double mostMillis) {
        simulations++;
        return simulate(policy, mostMillis)
                .map(result -> new CompletionOutcome(meanMillis(result), true))
                .orElse(new CompletionOutcome(mostMillis, false));
    }

    /**
     * A policy that is judged; its run is audited.
     *
     * @param mostMillis beyond this mean the run is cut off
     */
    JudgedRun judged(String policy, double mostMillis) {
        Optional<SimulationResult> result = simulate(policy, mostMillis);
        if (result.isEmpty()) {
            return new JudgedRun(new CompletionOutcome(mostMillis, false), 0, 0);
        }
        ExecutedRun run =
                ExecutedRun.of(
                        workload.catalogue(),
                        workload.tasks(),
                        result.get().decisions(),
                        runtimes == RuntimeModel.AS_ESTIMATED
                                ? AuditTolerance.EXACT
                                : AuditTolerance.ANY_DURATION);
        return JudgedRun.of(meanMillis(result.get()), run);
    }

    private Optional<SimulationResult> simulate(String policy, double mostMillis) {
        return Simulator.runWithin(
                workload,
                policies.apply(policy, workload.catalogue()),
                rules,
                runtimes,
                mostMillis * tasks());
    }

    private double meanMillis(SimulationResult result) {
        double sum = 0;
        int finished = 0;
        for (ExecutedDecision each : result.decisions()) {
            if (each.outcome() == AttemptOutcome.FINISHED) {
                sum += each.finishedAtMillis() - submittedAt.get(each.decision().taskId());
                finished++;
            }
        }
        return sum / finished;
    }
}
