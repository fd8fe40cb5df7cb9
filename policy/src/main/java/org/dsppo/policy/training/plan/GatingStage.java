package org.dsppo.policy.training.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.dsppo.policy.training.imitation.ExpertMixture;
import org.dsppo.policy.training.imitation.GateLessons;
import org.dsppo.policy.training.imitation.GateObservation;
import org.dsppo.policy.training.imitation.GateTrainer;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * Distillation of specialists into one policy: each becomes an expert of the linear path, and a
 * gate learns from what it reads of a site which of them are good there.
 *
 * @param epochs how often it goes through all lessons
 * @param experts policies whose linear paths become experts, by {@link StageReference}
 * @param optionWidth as of {@link org.dsppo.policy.learned.weights.NetworkShape}
 * @param gateHidden likewise
 * @param samples of each family to learn from
 * @param validationSeeds samples of each family by which the best epoch is told
 * @param learningRate of Adam
 * @param families to train on, null for all
 * @param from whose linear path is mixed with the experts, null for what the stage before left
 */
public record GatingStage(
        int epochs,
        List<String> experts,
        int optionWidth,
        int gateHidden,
        int samples,
        int validationSeeds,
        double learningRate,
        List<String> families,
        String from)
        implements PlanStage {

    private static final double LONGEST_GRADIENT = 1;

    public GatingStage {
        experts = experts == null ? List.of() : List.copyOf(experts);
        families = families == null ? null : List.copyOf(families);
        StageChecks.atLeastOne("epochs", epochs);
        StageChecks.atLeastOne("number of experts", experts.size());
        StageChecks.atLeastOne("optionWidth", optionWidth);
        StageChecks.atLeastOne("gateHidden", gateHidden);
        StageChecks.atLeastOne("samples", samples);
        StageChecks.atLeastOne("validationSeeds", validationSeeds);
    }

    @Override
    public String kind() {
        return "gating";
    }

    @Override
    public long steps() {
        return epochs;
    }

    @Override
    public List<String> needs() {
        List<String> needs = new ArrayList<>(experts);
        if (from != null) {
            needs.add(from);
        }
        return needs;
    }

    @Override
    public StageRun begin(StageInputs inputs) {
        return new Run(this, inputs);
    }

    private static final class Run implements StageRun {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final long seed;
        private final GateLessons lessons;
        private final GateLessons validation;
        private final GateTrainer trainer;
        private final PolicyArtefact untrained;
        private int epoch;
        private float[] best;
        private double bestCost;

        /** All that is needed to go on; lessons are made again. */
        record State(int epoch, float[] best, double bestCost, GateTrainer.State towers) {}

        Run(GatingStage stage, StageInputs inputs) {
            this.seed = inputs.seed();
            List<PolicyArtefact> experts = stage.experts.stream().map(inputs.policies()).toList();
            List<Supplier<PlacementPolicy>> alone = new ArrayList<>();
            alone.add(() -> new DsPpoPolicy(inputs.start()));
            experts.forEach(each -> alone.add(() -> new DsPpoPolicy(each)));
            List<FamilySample> toLearn = new ArrayList<>();
            List<FamilySample> toValidate = new ArrayList<>();
            for (TrainingFamily family : inputs.families()) {
                toLearn.addAll(family.ofGeneration(0, stage.samples));
                toValidate.addAll(family.forValidation(stage.validationSeeds));
            }
            this.lessons = GateObservation.of(alone, toLearn, inputs.evaluator());
            this.validation = GateObservation.of(alone, toValidate, inputs.evaluator());
            this.untrained =
                    ExpertMixture.of(
                            inputs.start(),
                            experts,
                            stage.optionWidth,
                            stage.gateHidden,
                            lessons.optionStatistics(),
                            seed);
            this.trainer =
                    new GateTrainer(
                            untrained,
                            GraphTower::activated,
                            GraphTower::linear,
                            new DescentSettings(stage.learningRate, LONGEST_GRADIENT));
            this.best = untrained.weights();
            this.bestCost = trainer.cost(validation);
            if (inputs.checkpoint() != null) {
                restore(inputs.checkpoint());
            }
        }

        private void restore(byte[] checkpoint) {
            try {
                State state = JSON.readValue(checkpoint, State.class);
                epoch = state.epoch;
                best = state.best;
                bestCost = state.bestCost;
                trainer.restore(state.towers);
            } catch (IOException e) {
                throw new IllegalArgumentException("the checkpoint is not one of a gate", e);
            }
        }

        @Override
        public long done() {
            return epoch;
        }

        @Override
        public Map<String, Double> step() {
            double learnt = trainer.epoch(lessons, seed + epoch);
            epoch++;
            double cost = trainer.cost(validation);
            if (cost < bestCost) {
                bestCost = cost;
                best = trainer.into(untrained.weights());
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("cost", learnt);
            figures.put("validation", cost);
            figures.put("bestPossible", lessons.bestPossible());
            return figures;
        }

        @Override
        public PolicyArtefact best() {
            return untrained.withWeights(best.clone());
        }

        @Override
        public byte[] checkpoint() {
            try {
                return JSON.writeValueAsBytes(new State(epoch, best, bestCost, trainer.state()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("state of a gate", e);
            }
        }
    }
}
