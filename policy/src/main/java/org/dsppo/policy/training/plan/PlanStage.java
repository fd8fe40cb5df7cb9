package org.dsppo.policy.training.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.sites.TrainingFamily;

/** One stage of a plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CloningStage.class, name = "cloning"),
    @JsonSubTypes.Type(value = DistillationStage.class, name = "distillation"),
    @JsonSubTypes.Type(value = EvolutionStage.class, name = "evolution"),
    @JsonSubTypes.Type(value = GatingStage.class, name = "gating"),
    @JsonSubTypes.Type(value = PpoStage.class, name = "ppo")
})
public sealed interface PlanStage
        permits CloningStage, DistillationStage, EvolutionStage, GatingStage, PpoStage {

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
     * Names of families that it validates on besides, without training on them; null for none. What
     * is kept is then what is best on these.
     */
    @JsonIgnore
    default List<String> checkedOn() {
        return null;
    }

    /**
     * Which policy it begins with, by {@link StageReference}; null for what the one before left.
     */
    String from();

    /** Policies that it needs, by {@link StageReference} where they are of the same run. */
    @JsonIgnore
    default List<String> needs() {
        return from() == null ? List.of() : List.of(from());
    }

    /**
     * What it leaves of another policy where that follows from a run of it that is over, on the
     * same families and from the same seed.
     *
     * @param began policy that it began with then
     * @param left what it left of it
     * @param start policy to begin with now, of the same normalisers
     * @return null where it has to be run again
     */
    default PolicyArtefact repeated(
            PolicyArtefact began,
            PolicyArtefact left,
            PolicyArtefact start,
            List<TrainingFamily> families) {
        return null;
    }

    /** Begins it, or goes on with it. */
    StageRun begin(StageInputs inputs);
}
