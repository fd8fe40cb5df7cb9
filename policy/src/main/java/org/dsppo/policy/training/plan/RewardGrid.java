package org.dsppo.policy.training.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.network.MatrixProducts;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveReward;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.ppo.PaperReward;
import org.dsppo.policy.training.ppo.PpoLearner;
import org.dsppo.policy.training.ppo.PpoProgress;
import org.dsppo.policy.training.ppo.PpoSettings;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Figure 6 of the paper: how the reward rises for all weights α, β and σ of the objective, on its
 * stable and its highly concurrent queue. Every weighting gets a short run of PPO from the same
 * untrained network on the same arrivals.
 *
 * @param tenths number of parts that 1 is cut into; 10 for steps of 0.1
 * @param iterations of each run
 * @param paperReward true for equations 13 to 17, false for the objective
 * @param seed of everything random
 */
public record RewardGrid(int tenths, int iterations, boolean paperReward, long seed) {

    private static final Map<String, WorkloadRecipe> QUEUES = queues();
    private static final double JITTER = 0.02;

    /** Enough for a curve, little enough for 132 of them. */
    private static final PpoSettings SETTINGS = PpoSettings.OURS.withIterationOf(2000, 250);

    /**
     * One run.
     *
     * @param queue {@code stable} or {@code high-concurrency}
     * @param alpha weight of completion
     * @param beta weight of waiting
     * @param sigma weight of utilisation
     * @param rewards of each iteration, mean over its episodes, per task
     * @param completions of each iteration, over those of greedy
     */
    public record Curve(
            String queue,
            double alpha,
            double beta,
            double sigma,
            List<Double> rewards,
            List<Double> completions) {}

    private static Map<String, WorkloadRecipe> queues() {
        Map<String, WorkloadRecipe> queues = new LinkedHashMap<>();
        queues.put("stable", WorkloadRecipe.STABLE);
        queues.put("high-concurrency", WorkloadRecipe.HIGH_CONCURRENCY);
        return queues;
    }

    public RewardGrid {
        StageChecks.atLeastOne("steps of the grid", tenths);
        StageChecks.atLeastOne("iterations", iterations);
    }

    /** All weightings, α falling slowest. */
    public List<ObjectiveWeights> weightings() {
        List<ObjectiveWeights> all = new ArrayList<>();
        for (int a = tenths; a >= 0; a--) {
            for (int b = tenths - a; b >= 0; b--) {
                double alpha = (double) a / tenths;
                double beta = (double) b / tenths;
                all.add(new ObjectiveWeights(alpha, beta, Math.max(0, 1 - alpha - beta)));
            }
        }
        return all;
    }

    /**
     * Runs all weightings on both queues.
     *
     * @param products makes what multiplies matrices, for each run its own
     * @param threads runs at a time
     * @param told runs done, and how many there are
     */
    public List<Curve> run(
            java.util.function.Supplier<MatrixProducts> products,
            int threads,
            BiConsumer<Integer, Integer> told) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Curve>> running = new ArrayList<>();
            QUEUES.forEach(
                    (queue, recipe) -> {
                        PolicyArtefact untrained = untrained(recipe);
                        for (ObjectiveWeights weights : weightings()) {
                            running.add(
                                    pool.submit(
                                            () ->
                                                    curve(
                                                            queue,
                                                            recipe,
                                                            weights,
                                                            untrained,
                                                            products.get())));
                        }
                    });
            List<Curve> curves = new ArrayList<>();
            for (Future<Curve> each : running) {
                curves.add(each.get());
                told.accept(curves.size(), running.size());
            }
            return curves;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run of the grid failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static LongFunction<Workload> workloads(WorkloadRecipe recipe) {
        Catalogue catalogue = BuiltinCatalogues.named("ii5");
        WorkloadRecipe jittered = recipe.withJitter(JITTER);
        return seed -> WorkloadGenerator.generate(catalogue, jittered, seed);
    }

    /** Places whatever fits, in an order that chance has set. */
    private PolicyArtefact untrained(WorkloadRecipe recipe) {
        TrainingFamily family =
                new TrainingFamily("queue", 0, 1, true, List.of("greedy"), workloads(recipe));
        PolicyArtefact greedy = StartingPolicy.greedy("untrained", List.of(family));
        float[] linear = new float[NetworkShape.LINEAR.weightCount()];
        SplittableRandom random = new SplittableRandom(seed);
        linear[LinearPath.position(false, CandidateFeature.ONE)] = 1;
        for (CandidateFeature feature : CandidateFeature.values()) {
            linear[LinearPath.position(true, feature)] = (float) (random.nextDouble() - 0.5);
        }
        return DeepStart.of(greedy.withWeights(linear), LearnerSettings.DEFAULT, seed);
    }

    private Curve curve(
            String queue,
            WorkloadRecipe recipe,
            ObjectiveWeights weights,
            PolicyArtefact untrained,
            MatrixProducts products) {
        LongFunction<Workload> workloads = workloads(recipe);
        LongFunction<Lesson> lessons =
                episode -> new Lesson(workloads.apply(episode), Baselines.named("greedy"));
        EpisodeReward reward =
                paperReward ? new PaperReward(weights) : new ObjectiveReward(weights);
        PpoLearner learner =
                new PpoLearner(
                        untrained,
                        PpoLearner.begin(untrained, SETTINGS, lessons, (1L << 41) + seed),
                        SETTINGS,
                        lessons,
                        reward,
                        products,
                        1);
        List<Double> rewards = new ArrayList<>();
        List<Double> completions = new ArrayList<>();
        for (int i = 0; i < iterations; i++) {
            PpoProgress progress = learner.step();
            rewards.add(progress.reward() / recipe.tasks());
            completions.add(Math.exp(progress.logRatio()));
        }
        return new Curve(
                queue,
                weights.completion(),
                weights.waiting(),
                weights.utilisation(),
                rewards,
                completions);
    }
}
