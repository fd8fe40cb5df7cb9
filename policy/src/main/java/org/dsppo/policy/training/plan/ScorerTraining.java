package org.dsppo.policy.training.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.network.ScorerPolicy;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.dsppo.policy.training.evolution.Score;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveReward;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.scorer.ScorerLearner;
import org.dsppo.policy.training.scorer.ScorerProgress;
import org.dsppo.policy.training.scorer.ScorerSettings;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Trains the paper's learned baselines, DQN and REINFORCE, on its cluster {@code ii5} at loads from
 * idle to overloaded, with the reward that the learned policy gets. The iterate that is best on
 * validation samples is kept.
 */
public final class ScorerTraining {

    private static final int[] LOADS = {100, 500, 1000, 1500, 2000, 2500, 3000};
    private static final double JITTER = 0.02;
    private static final String BASELINE = "greedy";
    private static final long LESSONS = 1L << 42;
    private static final int VALIDATE_EVERY = 10;
    private static final int VALIDATION_SEEDS = 3;

    private final NetworkForm form;
    private final String name;
    private final int iterations;
    private final long seed;
    private final ScorerSettings settings;
    private final FamilyEvaluator evaluator;
    private final List<TrainingFamily> families = new ArrayList<>();

    /** Told after each iteration. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param done iterations done
         * @param figures of this iteration
         */
        void advanced(long done, Map<String, Double> figures);
    }

    /**
     * @param name of the policy
     * @param form of a scorer; says whether it is DQN or REINFORCE
     * @param evaluator measures iterates
     */
    public ScorerTraining(
            String name, NetworkForm form, int iterations, long seed, FamilyEvaluator evaluator) {
        this(name, form, iterations, seed, ScorerSettings.DEFAULT, evaluator);
    }

    ScorerTraining(
            String name,
            NetworkForm form,
            int iterations,
            long seed,
            ScorerSettings settings,
            FamilyEvaluator evaluator) {
        StageChecks.atLeastOne("iterations", iterations);
        this.form = form;
        this.name = name;
        this.iterations = iterations;
        this.seed = seed;
        this.settings = settings;
        this.evaluator = evaluator;
        Catalogue catalogue = BuiltinCatalogues.named("ii5");
        for (int tasks : LOADS) {
            WorkloadRecipe recipe = WorkloadRecipe.uniform(tasks).withJitter(JITTER);
            families.add(
                    new TrainingFamily(
                            "ii5-" + tasks,
                            0,
                            1,
                            true,
                            List.of(BASELINE),
                            sample -> WorkloadGenerator.generate(catalogue, recipe, sample)));
        }
    }

    /** Trains from scratch; the same seed gives the same policy. */
    public PolicyArtefact run(Listener listener) {
        PolicyArtefact untrained =
                ScorerLearner.untrained(
                        name,
                        form,
                        settings,
                        StartingPolicy.greedy(name, families).normalisers(),
                        seed);
        PolicyArtefact best = untrained;
        double least = Double.MAX_VALUE;
        try (ScorerLearner learner =
                new ScorerLearner(
                        untrained,
                        ScorerLearner.begin(untrained, LESSONS + seed),
                        settings,
                        this::lesson,
                        new ObjectiveReward(ObjectiveWeights.COMPLETION),
                        GraphTower::linear)) {
            for (int i = 1; i <= iterations; i++) {
                ScorerProgress progress = learner.step();
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("reward", progress.reward());
                figures.put("loss", progress.loss());
                figures.put("logRatio", progress.logRatio());
                if (i % VALIDATE_EVERY == 0 || i == iterations) {
                    double[] byFamily = validate(learner.policy());
                    double mean = Arrays.stream(byFamily).average().orElseThrow();
                    figures.put("validation", mean);
                    figures.put("validationMean", mean);
                    for (int f = 0; f < byFamily.length; f++) {
                        figures.put(families.get(f).name(), byFamily[f]);
                    }
                    if (mean < least) {
                        least = mean;
                        best = learner.policy();
                    }
                }
                listener.advanced(i, figures);
            }
        }
        return best.withOrigin(hyperParameters(), provenance());
    }

    private Lesson lesson(long number) {
        TrainingFamily family = families.get(Math.floorMod(number, families.size()));
        return new Lesson(family.workloads().apply(number), Baselines.named(BASELINE));
    }

    private double[] validate(PolicyArtefact policy) {
        List<FamilySample> samples = new ArrayList<>();
        for (TrainingFamily family : families) {
            samples.addAll(family.forValidation(VALIDATION_SEEDS));
        }
        double[] ratios = evaluator.logRatios(List.of(() -> new ScorerPolicy(policy)), samples)[0];
        return Score.byFamily(families, ratios, VALIDATION_SEEDS);
    }

    private Map<String, String> hyperParameters() {
        return Map.of("settings", settings.toString(), "iterations", Integer.toString(iterations));
    }

    private Map<String, String> provenance() {
        return Map.of(
                "seed",
                Long.toString(seed),
                "families",
                String.join(", ", families.stream().map(TrainingFamily::name).toList()));
    }
}
