package org.dsppo.policy.training.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.baseline.BaselineLearner;
import org.dsppo.policy.training.baseline.BaselineProgress;
import org.dsppo.policy.training.baseline.BaselineState;
import org.dsppo.policy.training.evolution.Score;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Trains the paper's learned policies on its cluster {@code ii5} at loads from idle to overloaded.
 * The iterate that is best on validation samples is kept. A run that was stopped goes on from its
 * latest validation.
 */
public final class BaselineTraining {

    private static final int[] LOADS = {100, 500, 1000, 1500, 2000, 2500, 3000};
    private static final double JITTER = 0.02;
    private static final String BASELINE = "greedy";
    private static final long LESSONS = 1L << 42;
    private static final int VALIDATE_EVERY = 10;
    private static final int VALIDATION_SEEDS = 3;

    private final String name;
    private final BaselineMethod method;
    private final int iterations;
    private final long seed;
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
     * @param evaluator measures iterates
     */
    public BaselineTraining(
            String name,
            BaselineMethod method,
            int iterations,
            long seed,
            FamilyEvaluator evaluator) {
        StageChecks.atLeastOne("iterations", iterations);
        this.name = name;
        this.method = method;
        this.iterations = iterations;
        this.seed = seed;
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

    /**
     * Trains, or goes on training; the same seed gives the same policy.
     *
     * @param work folder for what is needed to go on
     * @throws IllegalArgumentException if the folder holds another training
     */
    public PolicyArtefact run(Path work, Listener listener) throws IOException {
        PolicyArtefact untrained = method.untrained(name, families, seed);
        BaselineCheckpoint latest = BaselineCheckpoint.read(work);
        if (latest == null) {
            BaselineState start = BaselineState.initial(LESSONS + seed, untrained.weights());
            latest = new BaselineCheckpoint(start, Double.MAX_VALUE, untrained);
        } else if (latest.state().seed() != LESSONS + seed
                || !latest.best().shape().equals(untrained.shape())) {
            throw new IllegalArgumentException(
                    "%s holds another training, expected an empty folder or the same command"
                            .formatted(work));
        }
        try (BaselineLearner learner = method.learner(untrained, latest.state(), this::lesson)) {
            int done = latest.state().iteration();
            while (done < iterations && !learner.isFinished()) {
                BaselineProgress progress = learner.step();
                done = progress.iteration();
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("reward", progress.reward());
                figures.put("loss", progress.loss());
                figures.put("logRatio", progress.logRatio());
                if (done % VALIDATE_EVERY == 0 || done == iterations || learner.isFinished()) {
                    latest = validated(learner, latest, figures);
                    latest.write(work);
                }
                listener.advanced(done, figures);
            }
        }
        return latest.best().withOrigin(hyperParameters(latest), provenance());
    }

    private BaselineCheckpoint validated(
            BaselineLearner learner, BaselineCheckpoint before, Map<String, Double> figures) {
        PolicyArtefact policy = learner.policy();
        double[] byFamily = validate(policy);
        double mean = Arrays.stream(byFamily).average().orElseThrow();
        figures.put("validation", mean);
        figures.put("validationMean", mean);
        for (int f = 0; f < byFamily.length; f++) {
            figures.put(families.get(f).name(), byFamily[f]);
        }
        boolean better = mean < before.least();
        return new BaselineCheckpoint(
                learner.state(), better ? mean : before.least(), better ? policy : before.best());
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
        double[] ratios = evaluator.logRatios(List.of(Policies.of(policy)), samples)[0];
        return Score.byFamily(families, ratios, VALIDATION_SEEDS);
    }

    private Map<String, String> hyperParameters(BaselineCheckpoint latest) {
        return Map.of(
                "settings",
                method.settings(),
                "iterations",
                Integer.toString(latest.state().iteration()),
                "decisions",
                Long.toString(latest.state().decisions()));
    }

    private Map<String, String> provenance() {
        return Map.of(
                "seed",
                Long.toString(seed),
                "families",
                String.join(", ", families.stream().map(TrainingFamily::name).toList()));
    }
}
