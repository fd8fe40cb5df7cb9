package org.dsppo.policy.training.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.evolution.Evolution;
import org.dsppo.policy.training.evolution.EvolutionSettings;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * Evolution of the linear path, or of the choice among experts.
 *
 * @param generations how many
 * @param settings of the search, null for the default
 * @param families to train on, null for all
 * @param checks families to validate on without training on them: by these it is told which
 *     generation is best; null for those that it trains on
 * @param from which policy it begins with, null for what the stage before left
 */
public record EvolutionStage(
        long generations,
        EvolutionSettings settings,
        List<String> families,
        List<String> checks,
        String from)
        implements PlanStage {

    private static final ObjectMapper JSON = new ObjectMapper();

    public EvolutionStage {
        settings = settings == null ? EvolutionSettings.DEFAULT : settings;
        families = families == null ? null : List.copyOf(families);
        checks = checks == null ? null : List.copyOf(checks);
        StageChecks.atLeastOne("generations", generations);
    }

    /** Evolution on all families of what the stage before left. */
    public EvolutionStage(long generations, EvolutionSettings settings) {
        this(generations, settings, null, null, null);
    }

    @Override
    public List<String> checkedOn() {
        return checks;
    }

    @Override
    public String kind() {
        return "evolution";
    }

    @Override
    public long steps() {
        return generations;
    }

    @Override
    public StageRun begin(StageInputs inputs) {
        return new Run(evolution(inputs), validated(inputs));
    }

    @Override
    public PolicyArtefact repeated(
            PolicyArtefact began,
            PolicyArtefact left,
            PolicyArtefact start,
            List<TrainingFamily> families) {
        boolean same =
                began.shape().equals(start.shape())
                        && Arrays.equals(began.weights(), start.weights());
        return same ? left : null;
    }

    private static List<TrainingFamily> validated(StageInputs inputs) {
        List<TrainingFamily> validated = new ArrayList<>(inputs.families());
        validated.addAll(inputs.checks());
        return validated;
    }

    private Evolution evolution(StageInputs inputs) {
        List<TrainingFamily> families = inputs.families();
        PolicyArtefact start = inputs.start();
        if (inputs.checkpoint() == null) {
            return new Evolution(
                    settings, families, inputs.checks(), inputs.evaluator(), start, inputs.seed());
        }
        try {
            return new Evolution(
                    settings,
                    families,
                    inputs.checks(),
                    inputs.evaluator(),
                    start,
                    JSON.readValue(inputs.checkpoint(), Evolution.State.class));
        } catch (IOException e) {
            throw new IllegalArgumentException("the checkpoint is not one of an evolution", e);
        }
    }

    private static final class Run implements StageRun {
        private final Evolution evolution;
        private final List<TrainingFamily> families;

        Run(Evolution evolution, List<TrainingFamily> families) {
            this.evolution = evolution;
            this.families = families;
            if (evolution.state().bestScore() == Double.MAX_VALUE) {
                evolution.validate();
            }
        }

        @Override
        public long done() {
            return evolution.state().search().generation();
        }

        @Override
        public Map<String, Double> step() {
            Evolution.GenerationResult progress = evolution.step();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("score", progress.score());
            figures.put("sigma", progress.sigma());
            Evolution.Validation validation = progress.validation();
            if (validation != null) {
                figures.put("validation", validation.score());
                figures.put("validationMean", validation.meanLogRatio());
                for (int i = 0; i < families.size(); i++) {
                    figures.put(families.get(i).name(), validation.logRatios()[i]);
                }
            }
            return figures;
        }

        @Override
        public PolicyArtefact best() {
            return evolution.best();
        }

        @Override
        public byte[] checkpoint() {
            try {
                return JSON.writeValueAsBytes(evolution.state());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("state of an evolution", e);
            }
        }
    }
}
