package org.dsppo.policy.training.evolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * Evolves the linear path of a policy over families of situations, a generation at a time. Every
 * generation meets fresh samples, the same for all its points. Families that miss their targets are
 * always in play, others now and then. Because single generations select on noise, a running mean
 * of the centres is what is validated; the best validated one is kept.
 */
public final class Evolution {

    private static final int ALWAYS_IN_PLAY_BELOW = 6;

    private final EvolutionSettings settings;
    private final List<TrainingFamily> families;
    private final List<TrainingFamily> checks;
    private final FamilyEvaluator evaluator;
    private final PolicyArtefact start;
    private final int[] positions;
    private State state;

    /**
     * All that a run needs to go on.
     *
     * @param search of the evolution strategy
     * @param average running mean of the centres
     * @param best validated weights
     * @param bestScore of those
     * @param latest log ratios of the latest validation, by family that is trained on
     */
    public record State(
            SeparableCmaEs.State search,
            double[] average,
            double[] best,
            double bestScore,
            double[] latest) {}

    /**
     * A generation's result.
     *
     * @param generation number, from 1
     * @param sigma step size
     * @param score mean over the points, on this generation's samples
     * @param validation null if there was none
     */
    public record GenerationResult(
            long generation, double sigma, double score, Validation validation) {}

    /**
     * @param score of the running mean on the samples by which the best is told
     * @param meanLogRatio over the families of these
     * @param logRatios by family, those that are only validated on last
     * @param best true if it is the best so far
     */
    public record Validation(double score, double meanLogRatio, double[] logRatios, boolean best) {}

    /**
     * @param checks families that only validation uses; if any, they alone tell what is best
     * @param start policy to begin from; its linear path is evolved, what else it has is kept
     * @param seed of everything random
     */
    public Evolution(
            EvolutionSettings settings,
            List<TrainingFamily> families,
            List<TrainingFamily> checks,
            FamilyEvaluator evaluator,
            PolicyArtefact start,
            long seed) {
        this(settings, families, checks, evaluator, start, null, seed);
    }

    /** Goes on from a state. */
    public Evolution(
            EvolutionSettings settings,
            List<TrainingFamily> families,
            List<TrainingFamily> checks,
            FamilyEvaluator evaluator,
            PolicyArtefact start,
            State state) {
        this(settings, families, checks, evaluator, start, state, state.search.seed());
    }

    private Evolution(
            EvolutionSettings settings,
            List<TrainingFamily> families,
            List<TrainingFamily> checks,
            FamilyEvaluator evaluator,
            PolicyArtefact start,
            State state,
            long seed) {
        this.settings = settings;
        this.families = List.copyOf(families);
        this.checks = List.copyOf(checks);
        this.evaluator = evaluator;
        this.start = start;
        this.positions = settings.weights().positions(start.shape());
        this.state = state == null ? begin(seed) : state;
    }

    private State begin(long seed) {
        double[] mean = new double[positions.length];
        Arrays.setAll(mean, i -> start.weights()[positions[i]]);
        double[] scale = new double[mean.length];
        Arrays.fill(scale, 1);
        double[] unknown = new double[families.size()];
        Arrays.fill(unknown, 1);
        return new State(
                SeparableCmaEs.State.at(mean, scale, settings.sigma(), seed),
                mean,
                mean,
                Double.MAX_VALUE,
                unknown);
    }

    /** One generation, and a validation when it is time for one. */
    public GenerationResult step() {
        long generation = state.search.generation();
        List<TrainingFamily> inPlay = inPlay(generation);
        List<FamilySample> samples = new ArrayList<>();
        for (TrainingFamily family : inPlay) {
            samples.addAll(family.ofGeneration(generation, settings.seedsPerGeneration()));
        }
        SeparableCmaEs strategy = new SeparableCmaEs(state.search, settings.population());
        double[][] points = strategy.ask();
        List<Supplier<PlacementPolicy>> policies = new ArrayList<>();
        for (double[] point : points) {
            policies.add(policy(point));
        }
        double[][] ratios = evaluator.logRatios(policies, samples);
        double[] values = new double[points.length];
        Arrays.setAll(
                values,
                p ->
                        Score.of(inPlay, ratios[p], settings.seedsPerGeneration())
                                + settings.leash() * meanSquaredChange(points[p]));
        SeparableCmaEs.State next = strategy.tell(values).withLeastSigma(settings.leastSigma());
        double[] average = state.average.clone();
        for (int i = 0; i < average.length; i++) {
            average[i] += settings.averaging() * (next.mean()[i] - average[i]);
        }
        state = new State(next, average, state.best, state.bestScore, state.latest);
        Validation validation =
                next.generation() % settings.validateEvery() == 0 ? validate() : null;
        double score = Arrays.stream(values).average().orElseThrow();
        return new GenerationResult(next.generation(), next.sigma(), score, validation);
    }

    private double meanSquaredChange(double[] point) {
        double sum = 0;
        for (int i = 0; i < point.length; i++) {
            double change = point[i] - start.weights()[positions[i]];
            sum += change * change;
        }
        return sum / point.length;
    }

    private List<TrainingFamily> inPlay(long generation) {
        if (families.size() < ALWAYS_IN_PLAY_BELOW) {
            return families;
        }
        SplittableRandom random = new SplittableRandom(state.search.seed() * 31 + generation);
        List<TrainingFamily> chosen = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            boolean missed = state.latest[i] > families.get(i).target();
            if (random.nextDouble() < (missed ? 0.75 : 0.25)) {
                chosen.add(families.get(i));
            }
        }
        return chosen.isEmpty() ? families : chosen;
    }

    /** Measures the running mean on the validation samples. */
    public Validation validate() {
        Measured trained = measured(families);
        Measured checked = checks.isEmpty() ? trained : measured(checks);
        boolean best = checked.score < state.bestScore;
        state =
                new State(
                        state.search,
                        state.average,
                        best ? state.average : state.best,
                        best ? checked.score : state.bestScore,
                        trained.byFamily);
        double[] byFamily =
                checks.isEmpty()
                        ? trained.byFamily
                        : DoubleStream.concat(
                                        Arrays.stream(trained.byFamily),
                                        Arrays.stream(checked.byFamily))
                                .toArray();
        double mean = Arrays.stream(checked.byFamily).average().orElseThrow();
        return new Validation(checked.score, mean, byFamily, best);
    }

    private record Measured(double score, double[] byFamily) {}

    private Measured measured(List<TrainingFamily> on) {
        int seeds = settings.validationSeeds();
        List<FamilySample> samples = new ArrayList<>();
        for (TrainingFamily family : on) {
            samples.addAll(family.forValidation(seeds));
        }
        double[] ratios = evaluator.logRatios(List.of(policy(state.average)), samples)[0];
        return new Measured(Score.of(on, ratios, seeds), Score.byFamily(on, ratios, seeds));
    }

    private Supplier<PlacementPolicy> policy(double[] point) {
        PolicyArtefact artefact = artefact(point);
        return () -> new DsPpoPolicy(artefact);
    }

    private PolicyArtefact artefact(double[] point) {
        return EvolvedWeights.moved(start, positions, point);
    }

    /** The best validated policy, the start before the first validation. */
    public PolicyArtefact best() {
        return artefact(state.best);
    }

    /** All that is needed to go on. */
    public State state() {
        return state;
    }
}
