package org.dsppo.operators.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.operators.state.TrainingState;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.evolution.SeparableCmaEs;
import org.dsppo.schemas.task.TaskMessage;

/**
 * Evolves the linear path of the active version in the simulator, on stretches of what arrived
 * lately. The work comes in slices, one run of the simulator each or a few; all that the next slice
 * depends on is in the state, so that a run that was stopped and one that never was are the same to
 * the bit.
 *
 * <p>Every generation meets a stretch drawn from the older arrivals. The running mean of the
 * centres is validated on the newest, which no generation met, and published if it beats the
 * version it came from there. What the active version really cost in the segments that were rolled
 * out live is held against what the simulator says of the same time: while the two have little to
 * do with each other nothing is published.
 */
public final class TrainingLogic {

    private static final long SEED = 0x5EED;

    /** How far before the latest possible a stretch begins on average, in its own length. */
    private static final int MEAN_LENGTHS_BACK = 2;

    /** Arrivals are drawn out or pressed together by a factor between these. */
    private static final double LEAST_DENSE = 0.8;

    private static final double MOST_DENSE = 1.5;

    /** Stretches of this many times the usual length build up the queues that there were. */
    private static final int COMPARED_LENGTHS = 4;

    private final TrainingOptions options;
    private final RecentWorkloads workloads;
    private final TrainingBase base;
    private final LiveReturns live;
    private TrainingState state;
    private PolicyArtefact start;
    private LiveComparison comparison;

    /**
     * @param live what live rollouts came to
     * @param state where to go on
     */
    public TrainingLogic(
            TrainingOptions options,
            RecentWorkloads workloads,
            TrainingBase base,
            LiveReturns live,
            TrainingState state) {
        this.options = options;
        this.workloads = workloads;
        this.base = base;
        this.live = live;
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

    /** How the simulator compared with what happened when it was last looked at, or null. */
    public LiveComparison comparison() {
        return comparison;
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
        SplittableRandom random = new SplittableRandom(SEED * rounds + search.generation());
        long last = workloads.end() - 2L * options.tasks();
        double back =
                -StrictMath.log(1 - random.nextDouble()) * MEAN_LENGTHS_BACK * options.tasks();
        long from = Math.max(workloads.begin(), last - (long) Math.min(back, last));
        double density = LEAST_DENSE + random.nextDouble() * (MOST_DENSE - LEAST_DENSE);
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
                density,
                new double[0],
                state.published());
    }

    private SeparableCmaEs search() {
        return new SeparableCmaEs(current(), options.population());
    }

    private void tryNext() {
        Stretch stretch = workloads.between(state.from(), state.to());
        if (stretch == null) {
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
        values[tried] =
                meanCompletionMillis(
                        stretch.denser(state.density()), artefact(search().ask()[tried]));
        state = state.with(values, state.published());
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
        Stretch newest = workloads.between(workloads.end() - options.tasks(), workloads.end());
        if (newest == null) {
            return null;
        }
        double before = meanCompletionMillis(newest, start());
        PolicyArtefact candidate = artefact(state.average());
        double after = meanCompletionMillis(newest, candidate);
        comparison = compareWithLive();
        if (after > before * (1 - options.gain()) || isFarFromLive()) {
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
        if (comparison != null) {
            provenance.put(
                    "live",
                    "completion %.0f ms in %d segments, %.0f ms in the simulator"
                            .formatted(
                                    comparison.liveMillis(),
                                    comparison.segments(),
                                    comparison.simulatedMillis()));
        }
        PolicyArtefact published =
                candidate.withVersion(version).withOrigin(candidate.hyperParameters(), provenance);
        state = state.with(state.values(), version);
        return published;
    }

    private LiveComparison compareWithLive() {
        long length = (long) COMPARED_LENGTHS * options.tasks();
        long from = Math.max(workloads.begin(), workloads.end() - length);
        Stretch stretch = workloads.between(from, workloads.end());
        if (stretch == null) {
            return null;
        }
        try {
            List<TaskMessage> tasks = stretch.workload().tasks();
            long warmMillis = tasks.get(Math.min(tasks.size() - 1, options.tasks() / 2)).atMillis();
            return live.compare(
                    stretch,
                    stretch.run(() -> new DsPpoPolicy(start())),
                    state.baseVersion(),
                    warmMillis);
        } catch (IllegalStateException failed) {
            return null;
        }
    }

    private boolean isFarFromLive() {
        return comparison != null && Math.abs(comparison.logRatio()) > options.mostLogBias();
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
    private static double meanCompletionMillis(Stretch stretch, PolicyArtefact artefact) {
        try {
            return stretch.meanCompletionMillis(() -> new DsPpoPolicy(artefact));
        } catch (IllegalStateException failed) {
            return Double.MAX_VALUE;
        }
    }
}
