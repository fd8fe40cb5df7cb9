package org.dsppo.policy.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One stage of a plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CloningStage.class, name = "cloning"),
    @JsonSubTypes.Type(value = DistillationStage.class, name = "distillation"),
    @JsonSubTypes.Type(value = EvolutionStage.class, name = "evolution"),
    @JsonSubTypes.Type(value = PpoStage.class, name = "ppo")
})
public sealed interface PlanStage
        permits CloningStage, DistillationStage, EvolutionStage, PpoStage {

    /** Word for progress and reports. */
    @JsonIgnore
    String kind();

    /** How many steps it takes at most. */
    @JsonIgnore
    long steps();

    /**
     * Names of the families that it trains and validates on, {@code *} at the end of a name
     * standing for anything; null for all that the run is about.
     */
    List<String> families();

    /**
     * Which policy it begins with, by {@link StageReference}; null for what the one before left.
     */
    String from();

    /** Policies that it needs, by {@link StageReference} where they are of the same run. */
    @JsonIgnore
    default List<String> needs() {
        return from() == null ? List.of() : List.of(from());
    }

    /** Begins it, or goes on with it. */
    StageRun begin(StageInputs inputs);
}
