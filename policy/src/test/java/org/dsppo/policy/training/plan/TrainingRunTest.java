package org.dsppo.policy.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.evolution.EvolutionSettings;
import org.dsppo.policy.training.evolution.EvolvedWeights;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.MeanCompletion;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

    /** One sample only, so that what is learned must show on it. */
    private static final List<TrainingFamily> FAMILIES =
            List.of(
                    new TrainingFamily(
                            "racks",
                            0,
                            1,
                            true,
                            List.of("greedy"),
                            seed -> SyntheticSite.racks(100, 1.5, 2, 5)));

    private static final TrainingPlan PLAN =
            new TrainingPlan(
                    "small",
                    7,
                    List.of(
                            new EvolutionStage(
                                    20,
                                    EvolutionSettings.DEFAULT.toBuilder()
                                            .population(12)
                                            .sigma(0.3)
                                            .leastSigma(0.05)
                                            .seedsPerGeneration(1)
                                            .validateEvery(5)
                                            .validationSeeds(1)
                                            .averaging(0.5)
                                            .weights(EvolvedWeights.LINEAR)
                                            .build()),
                            new EvolutionStage(
                                    3,
                                    EvolutionSettings.DEFAULT.toBuilder()
                                            .population(8)
                                            .sigma(0.1)
                                            .leastSigma(0.05)
                                            .seedsPerGeneration(2)
                                            .validateEvery(1)
                                            .validationSeeds(2)
                                            .averaging(0.3)
                                            .weights(null)
                                            .build())));

    @TempDir private Path folder;

    private static PolicyArtefact run(TrainingPlan plan, Path folder, BooleanSupplier stop)
            throws Exception {
        try (FamilyEvaluator evaluator = new FamilyEvaluator(2)) {
            return new TrainingRun(plan, FAMILIES, List.of(), folder, evaluator)
                    .run(null, stop, (stage, kind, done, steps, figures) -> {});
        }
    }

    @Test
    void goesOnAfterAStopAsIfThereHadBeenNone() throws Exception {
        PolicyArtefact straight = run(PLAN, folder.resolve("straight"), () -> false);
        Path stopped = folder.resolve("stopped");
        AtomicInteger asked = new AtomicInteger();
        run(PLAN, stopped, () -> asked.incrementAndGet() > 9);
        assertThat(stopped.resolve("outcome-0.policy")).doesNotExist();
        PolicyArtefact resumed = run(PLAN, stopped, () -> false);
        assertThat(resumed.toBytes()).isEqualTo(straight.toBytes());
        assertThat(Files.readAllLines(stopped.resolve("log.jsonl"))).hasSize(23);
    }

    @Test
    void getsBetterAtWhatItIsTrainedFor() throws Exception {
        PolicyArtefact trained = run(PLAN, folder.resolve("run"), () -> false);
        PolicyArtefact greedy = StartingPolicy.greedy("small", FAMILIES);
        assertThat(score(trained)).isLessThan(score(greedy));
        assertThat(trained.provenance()).containsEntry("seed", "7");
        assertThat(trained.hyperParameters()).containsKeys("stage-0", "stage-1");
    }

    private static double score(PolicyArtefact policy) {
        List<FamilyEvaluator.FamilySample> samples = new ArrayList<>();
        samples.add(new FamilyEvaluator.FamilySample(FAMILIES.get(0), 0));
        try (FamilyEvaluator evaluator = new FamilyEvaluator(2)) {
            double[] ratios =
                    evaluator.logRatios(List.of(() -> new DsPpoPolicy(policy)), samples)[0];
            return ratios[0];
        }
    }

    private static final LearnerSettings FEW =
            LearnerSettings.DEFAULT.toBuilder()
                    .width(3)
                    .hidden(6)
                    .decisions(300)
                    .minibatch(100)
                    .learningRate(0.01)
                    .validateEvery(2)
                    .validationSeeds(1)
                    .patience(0)
                    .build();

    private static final LearnerSettings LINEAR =
            LearnerSettings.DEFAULT.toBuilder()
                    .width(0)
                    .hidden(0)
                    .decisions(300)
                    .minibatch(100)
                    .learningRate(0.01)
                    .validateEvery(2)
                    .validationSeeds(1)
                    .patience(0)
                    .build();

    /** Two specialists, a student of both, and PPO on top of it. */
    private static final TrainingPlan SPECIALISTS =
            new TrainingPlan(
                    "specialists",
                    3,
                    List.of(
                            new CloningStage(
                                    4, "shortest-job-first", 0.05, LINEAR, List.of("racks"), null),
                            new CloningStage(
                                    4, "vote:oldest-head", 0.05, LINEAR, List.of("tiers"), "start"),
                            new DistillationStage(
                                    4,
                                    List.of(
                                            new DistillationStage.Specialist(
                                                    "stage-0", List.of("racks")),
                                            new DistillationStage.Specialist("stage-1", null)),
                                    0.05,
                                    FEW,
                                    null,
                                    "start"),
                            new PpoStage(2, null, null, 0, 0, 0, FEW, List.of("ra*"), null)));

    private static final List<TrainingFamily> NAMED =
            List.of(
                    new TrainingFamily(
                            "tiers",
                            0,
                            1,
                            true,
                            List.of("greedy"),
                            seed -> SyntheticSite.tiers(60, 0.5, 1, seed)));

    private static PolicyArtefact specialists(
            TrainingPlan plan, Path folder, int threads, BooleanSupplier stop) throws Exception {
        try (FamilyEvaluator evaluator = new FamilyEvaluator(threads)) {
            return new TrainingRun(plan, FAMILIES, NAMED, folder, evaluator)
                    .run(null, stop, (stage, kind, done, steps, figures) -> {});
        }
    }

    @Test
    void everyKindOfStageGoesOnAfterAStopAsIfThereHadBeenNone() throws Exception {
        Path straight = folder.resolve("straight");
        PolicyArtefact whole = specialists(SPECIALISTS, straight, 2, () -> false);
        Path stopped = folder.resolve("stopped");
        for (int steps : new int[] {1, 5, 2, 4}) {
            AtomicInteger asked = new AtomicInteger();
            specialists(SPECIALISTS, stopped, 1, () -> asked.incrementAndGet() > steps);
        }
        PolicyArtefact resumed = specialists(SPECIALISTS, stopped, 2, () -> false);
        assertThat(Arrays.equals(resumed.toBytes(), whole.toBytes())).isTrue();
        assertThat(Files.readAllLines(stopped.resolve("log.jsonl")))
                .isEqualTo(Files.readAllLines(straight.resolve("log.jsonl")))
                .hasSize(14);
        assertThat(whole.shape().isDeep()).isTrue();
    }

    @Test
    void aSkippedStageLeavesWhatItWouldHaveBegunWith() throws Exception {
        specialists(SPECIALISTS.without(1), folder, 2, () -> false);
        assertThat(folder.resolve("outcome-1.policy"))
                .hasSameBinaryContentAs(folder.resolve("start.policy"));
        assertThat(
                        Files.mismatch(
                                folder.resolve("outcome-0.policy"), folder.resolve("start.policy")))
                .isNotNegative();
        assertThat(Files.readAllLines(folder.resolve("log.jsonl"))).hasSize(10);
    }

    /** Judged by hand: the same samples, one policy after the other. */
    @Test
    void aReviewJudgesWhatEachStageLeftAndWhatThePlanIsWithoutIt() throws Exception {
        TrainingPlan plan =
                new TrainingPlan(
                        "p",
                        7,
                        List.of("tiers"),
                        List.of(
                                new EvolutionStage(
                                        2,
                                        EvolutionSettings.DEFAULT.toBuilder()
                                                .population(6)
                                                .sigma(0.3)
                                                .leastSigma(0.05)
                                                .seedsPerGeneration(1)
                                                .validateEvery(1)
                                                .validationSeeds(1)
                                                .averaging(0.5)
                                                .weights(null)
                                                .build()),
                                new EvolutionStage(
                                        2,
                                        EvolutionSettings.DEFAULT.toBuilder()
                                                .population(6)
                                                .sigma(0.1)
                                                .leastSigma(0.05)
                                                .seedsPerGeneration(1)
                                                .validateEvery(1)
                                                .validationSeeds(1)
                                                .averaging(0.5)
                                                .weights(null)
                                                .build())),
                        List.of());
        try (FamilyEvaluator evaluator = new FamilyEvaluator(2)) {
            TrainingRun run = new TrainingRun(plan, FAMILIES, NAMED, folder, evaluator);
            run.run(null, () -> false, (stage, kind, done, steps, figures) -> {});
            TrainingReview review = new TrainingReview(run, 3);
            TrainingRecord record = review.record();
            assertThat(record.families()).containsExactly("tiers");
            assertThat(record.stages()).hasSize(2);
            assertThat(record.stages().get(1).curves().get("sigma"))
                    .extracting(TrainingRecord.Point::step)
                    .containsExactly(1L, 2L);
            double[] mean = new double[2];
            for (int i = 0; i < 3; i++) {
                for (int stage = 0; stage < 2; stage++) {
                    PolicyArtefact left =
                            PolicyArtefact.read(
                                    Files.readAllBytes(
                                            folder.resolve("outcome-" + stage + ".policy")));
                    mean[stage] += completionOverGreedy(left, -3000 - i) / 3 - 1.0 / 3;
                }
            }
            for (int stage = 0; stage < 2; stage++) {
                assertThat(record.stages().get(stage).outcome().overall().mean())
                        .isCloseTo(mean[stage], within(1e-9));
            }
            List<TrainingRecord.Ablation> ablations =
                    review.ablate((stage, kind, done, steps, figures) -> {});
            assertThat(ablations).hasSize(2);
            // Without the last stage the plan leaves what the first one left.
            assertThat(ablations.get(1).outcome()).isEqualTo(record.stages().get(0).outcome());
        }
    }

    private static TrainingFamily home(String catalogue, int tasks) {
        return new TrainingFamily(
                catalogue,
                0,
                1,
                true,
                List.of("greedy"),
                seed ->
                        WorkloadGenerator.generate(
                                BuiltinCatalogues.named(catalogue),
                                WorkloadRecipe.uniform(tasks).withHorizon(60_000),
                                seed));
    }

    private static EvolutionStage stage(String family, String from) {
        return new EvolutionStage(
                2,
                EvolutionSettings.DEFAULT.toBuilder()
                        .population(12)
                        .sigma(0.5)
                        .leastSigma(0.05)
                        .seedsPerGeneration(1)
                        .validateEvery(1)
                        .validationSeeds(1)
                        .averaging(0.5)
                        .build(),
                List.of(family),
                null,
                from);
    }

    /** So bad that every stage finds better. */
    private static PolicyArtefact bad(List<TrainingFamily> families) {
        PolicyArtefact greedy = StartingPolicy.greedy("p", families);
        float[] weights = greedy.weights().clone();
        weights[LinearPath.position(true, CandidateFeature.GREEDY_CAPPED_WOULD)] *= -1;
        return greedy.withWeights(weights);
    }

    /** Stages that begin with what a left out one did not touch need no other run. */
    @Test
    void anAblationRunsOnlyThoseStagesAgainThatCouldComeOutOtherwise() throws Exception {
        List<TrainingFamily> families = List.of(home("ii5", 150), home("i3", 400), NAMED.get(0));
        TrainingPlan plan =
                new TrainingPlan(
                        "p",
                        7,
                        List.of(stage("tiers", null), stage("i3", "start"), stage("ii5", null)));
        try (FamilyEvaluator evaluator = new FamilyEvaluator(2)) {
            TrainingRun run = new TrainingRun(plan, families, List.of(), folder, evaluator);
            PolicyArtefact start = bad(families);
            run.run(start, () -> false, (stage, kind, done, steps, figures) -> {});
            List<Integer> stages = new ArrayList<>();
            new TrainingReview(run, 1)
                    .ablate((stage, kind, done, steps, figures) -> stages.add(stage));
            assertThat(stages).containsExactly(2, 2);
            for (int left = 0; left < 2; left++) {
                Path anew = folder.resolve("anew-" + left);
                new TrainingRun(plan.without(left), families, List.of(), anew, evaluator)
                        .run(start, () -> false, (stage, kind, done, steps, figures) -> {});
                assertThat(anew.resolve("outcome-2.policy"))
                        .hasSameBinaryContentAs(
                                folder.resolve("without-" + left).resolve("outcome-2.policy"));
            }
        }
    }

    private static double completionOverGreedy(PolicyArtefact policy, long seed) {
        Workload workload = SyntheticSite.tiers(60, 0.5, 1, seed);
        return MeanCompletion.of(workload, () -> new DsPpoPolicy(policy))
                / MeanCompletion.of(workload, Baselines.named("greedy"));
    }

    @Test
    void namesTheFamiliesThatThereAre() {
        TrainingPlan plan =
                new TrainingPlan(
                        "p",
                        1,
                        List.of(new EvolutionStage(1, null, List.of("cloud-*"), null, null)));
        assertThatThrownBy(() -> specialists(plan, folder, 1, () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "families names cloud-*, expected one of racks, tiers, or the beginning of"
                                + " one and *");
    }

    /** Families that nothing is trained on tell what is best, and their figures are in the log. */
    @Test
    void validatesOnFamiliesThatItDoesNotTrainOn() throws Exception {
        EvolutionStage stage = stage("racks", null);
        TrainingPlan plan =
                new TrainingPlan(
                        "p",
                        1,
                        List.of(
                                new EvolutionStage(
                                        1,
                                        stage.settings(),
                                        List.of("racks"),
                                        List.of("tiers"),
                                        null)));
        Map<String, Double> seen = new HashMap<>();
        try (FamilyEvaluator evaluator = new FamilyEvaluator(1)) {
            new TrainingRun(plan, FAMILIES, NAMED, folder, evaluator)
                    .run(
                            bad(FAMILIES),
                            () -> false,
                            (number, kind, done, steps, figures) -> seen.putAll(figures));
        }
        assertThat(seen).containsKeys("racks", "tiers");
        assertThat(seen.get("validationMean")).isEqualTo(seen.get("tiers"));
        assertThatThrownBy(
                        () ->
                                specialists(
                                        new TrainingPlan(
                                                "p",
                                                1,
                                                List.of(
                                                        new EvolutionStage(
                                                                1,
                                                                null,
                                                                null,
                                                                List.of("cloud"),
                                                                null))),
                                        folder,
                                        1,
                                        () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("families names cloud");
    }

    @Test
    void refusesToSearchWhereThereIsNothing() {
        EvolutionStage stage =
                new EvolutionStage(
                        2,
                        EvolutionSettings.DEFAULT.toBuilder()
                                .weights(EvolvedWeights.CHOICE)
                                .build());
        TrainingPlan plan = new TrainingPlan("p", 1, List.of(stage));
        assertThatThrownBy(() -> run(plan, folder, () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights are those of a gate, expected a policy that has one");
    }

    @Test
    void refusesTheFolderOfAnotherPlan() throws Exception {
        run(PLAN, folder, () -> true);
        TrainingPlan other = new TrainingPlan("other", 7, PLAN.stages());
        assertThatThrownBy(() -> run(other, folder, () -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds the run of another plan");
    }
}
