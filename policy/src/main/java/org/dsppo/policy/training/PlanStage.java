package org.dsppo.policy.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.dsppo.policy.weights.PolicyArtefact;

/** One stage of a plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EvolutionStage.class, name = "evolution"),
    @JsonSubTypes.Type(value = PpoStage.class, name = "ppo")
})
public sealed interface PlanStage permits EvolutionStage, PpoStage {

    /** Word for progress and reports. */
    @JsonIgnore
    String kind();

    /** How many steps it takes. */
    @JsonIgnore
    long steps();

    /**
     * Begins it.
     *
     * @param families situations to train on
     * @param start what the stage before left
     * @param seed of everything random
     * @param checkpoint state that {@link StageRun#checkpoint} gave, null to begin
     */
    StageRun begin(
            List<TrainingFamily> families,
            FamilyEvaluator evaluator,
            PolicyArtefact start,
            long seed,
            byte[] checkpoint);
}
