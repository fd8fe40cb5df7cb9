package org.dsppo.operators.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.policy.deepsets.DsPpoPolicy;
import org.dsppo.policy.evolution.SeparableCmaEs;
import org.dsppo.policy.simulation.AttemptOutcome;
import org.dsppo.policy.simulation.ExecutedDecision;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.policy.weights.IncompatiblePolicyException;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * Evolves the linear path of the active version in the simulator, on stretches of what arrived
 * lately. The work comes in slices, one run of the simulator each; all that the next slice depends
 * on is in the state, so that a run that was stopped and one that never was are the same to the
 * bit.
 *
 * <p>Every generation meets a stretch drawn from the older arrivals. The running mean of the
 * centres is validated on the newest, which no generation met, and published if it beats the
 * version it came from there.
 */
public final class TrainingLogic {

    private static final long SEED = 0x5EED;

    private final TrainingOptions options;
    private final RecentWorkloads workloads;
    private final TrainingBase base;
    private TrainingState state;
    private PolicyArtefact start;

    /**
     * @param state where to go on
     */
    public TrainingLogic(
            TrainingOptions options,
            RecentWorkloads workloads,
            TrainingBase base,
            TrainingState state) {
        this.options = options;
        this.workloads = workloads;
        this.base = base;
        this.state = state;
    }

    /** All that is needed to go on. */
    public TrainingState state() {
        return state;
    }

    /**
     * Does one slice of work.
     *
     * @return a version to publish, null for none
     */
    public PolicyArtefact slice() {
        if (base.activeVersion() != state.baseVersion() && state.base() != null) {
            state = state.idle();
            start = null;
        }
        if (state.base() == null) {
            begin();
            return null;
        }
        if (state.values().length < options.population()) {
            tryNext();
            return null;
        }
        endGeneration();
        return state.generation() % options.generations() == 0 ? validate() : null;
    }

    /** True if there is nothing to do for now. */
    public boolean isIdle() {
        return state.base() == null && !canBegin();
    }

    private boolean canBegin() {
        return workloads.end() - workloads.begin() >= 2L * options.tasks()
                && base.activeVersion() > 0
                && base.activeArtefact() != null;
    }

    private void begin() {
        if (!canBegin()) {
            return;
        }
        PolicyArtefact from = base.activeArtefact();
        double[] mean = new double[NetworkShape.LINEAR_WEIGHTS];
        Arrays.setAll(mean, i -> from.weights()[i]);
        double[] ones = new double[mean.length];
        Arrays.fill(ones, 1);
        long rounds = state.rounds() + 1;
        SeparableCmaEs.State search =
                SeparableCmaEs.State.at(mean, ones, options.sigma(), SEED + rounds);
        state = with(base.activeVersion(), from.toBytes(), rounds, search, mean);
        start = from;
    }

    /** A state with a new stretch and no values. */
    private TrainingState with(
            int version,
            byte[] artefact,
            long rounds,
            SeparableCmaEs.State search,
            double[] average) {
        long last = workloads.end() - 2L * options.tasks();
        long first = workloads.begin();
        SplittableRandom random = new SplittableRandom(SEED * rounds + search.generation());
        long from = last > first ? first + random.nextLong(last - first + 1) : first;
        return new TrainingState(
                version,
                artefact,
                rounds,
                search.generation(),
                search.mean(),
                search.sigma(),
                search.variance(),
                search.sigmaPath(),
                search.path(),
                average,
                from,
                from + options.tasks(),
                new double[0],
                state.published());
    }

    private SeparableCmaEs search() {
        return new SeparableCmaEs(current(), options.population());
    }

    private void tryNext() {
        Workload workload = workloads.between(state.from(), state.to());
        if (workload == null) {
            // The stretch has been overwritten: this generation starts again on another.
            state =
                    with(
                            state.baseVersion(),
                            state.base(),
                            state.rounds(),
                            current(),
                            state.average());
            return;
        }
        int tried = state.values().length;
        double[] values = Arrays.copyOf(state.values(), tried + 1);
        values[tried] = meanCompletionMillis(workload, artefact(search().ask()[tried]));
        state =
                new TrainingState(
                        state.baseVersion(),
                        state.base(),
                        state.rounds(),
                        state.generation(),
                        state.mean(),
                        state.sigma(),
                        state.variance(),
                        state.sigmaPath(),
                        state.path(),
                        state.average(),
                        state.from(),
                        state.to(),
                        values,
                        state.published());
    }

    private SeparableCmaEs.State current() {
        return new SeparableCmaEs.State(
                SEED + state.rounds(),
                state.generation(),
                state.mean(),
                state.sigma(),
                state.variance(),
                state.sigmaPath(),
                state.path());
    }

    private void endGeneration() {
        SeparableCmaEs search = search();
        search.ask();
        SeparableCmaEs.State next = search.tell(state.values());
        double[] average = state.average().clone();
        for (int i = 0; i < average.length; i++) {
            average[i] += options.averaging() * (next.mean()[i] - average[i]);
        }
        state = with(state.baseVersion(), state.base(), state.rounds(), next, average);
    }

    private PolicyArtefact validate() {
        Workload newest = workloads.between(workloads.end() - options.tasks(), workloads.end());
        if (newest == null) {
            return null;
        }
        double before = meanCompletionMillis(newest, start());
        PolicyArtefact candidate = artefact(state.average());
        double after = meanCompletionMillis(newest, candidate);
        if (after > before * (1 - options.gain())) {
            if (state.generation() >= options.mostGenerations()) {
                state = state.idle();
            }
            return null;
        }
        int version = Math.max(base.highestVersion(), state.published()) + 1;
        Map<String, String> provenance = new HashMap<>(candidate.provenance());
        provenance.put("trained", "in the job, from version " + state.baseVersion());
        provenance.put("generations", Long.toString(state.generation()));
        provenance.put("validation", "completion %.0f ms, before %.0f ms".formatted(after, before));
        PolicyArtefact published =
                candidate.withVersion(version).withOrigin(candidate.hyperParameters(), provenance);
        state = published(version);
        return published;
    }

    private TrainingState published(int version) {
        return new TrainingState(
                state.baseVersion(),
                state.base(),
                state.rounds(),
                state.generation(),
                state.mean(),
                state.sigma(),
                state.variance(),
                state.sigmaPath(),
                state.path(),
                state.average(),
                state.from(),
                state.to(),
                state.values(),
                version);
    }

    private PolicyArtefact start() {
        if (start == null) {
            try {
                start = PolicyArtefact.read(state.base());
            } catch (IncompatiblePolicyException e) {
                throw new IllegalStateException(
                        "the artefact that training began from cannot be read: " + e.getMessage(),
                        e);
            }
        }
        return start;
    }

    private PolicyArtefact artefact(double[] point) {
        float[] weights = start().weights().clone();
        for (int i = 0; i < point.length; i++) {
            weights[i] = (float) point[i];
        }
        return start().withWeights(weights);
    }

    /** Mean completion; endless for one that fails or leaves tasks waiting for ever. */
    private static double meanCompletionMillis(Workload workload, PolicyArtefact artefact) {
        double sum = 0;
        int finished = 0;
        try {
            for (ExecutedDecision each :
                    Simulator.run(workload, () -> new DsPpoPolicy(artefact)).decisions()) {
                if (each.outcome() == AttemptOutcome.FINISHED) {
                    sum +=
                            each.finishedAtMillis()
                                    - each.decidedAtMillis()
                                    + each.decision().waitMillis();
                    finished++;
                }
            }
        } catch (IllegalStateException failed) {
            return Double.MAX_VALUE;
        }
        return finished == 0 ? Double.MAX_VALUE : sum / finished;
    }
}
