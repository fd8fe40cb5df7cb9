package org.dsppo.policy.training.plan;

import java.util.List;
import java.util.function.Function;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * What a stage gets.
 *
 * @param families situations to train on
 * @param checks situations to validate on besides
 * @param evaluator measures policies
 * @param start policy to begin with
 * @param policies artefacts by name, of this run or from elsewhere
 * @param seed of everything random
 * @param checkpoint state that {@link StageRun#checkpoint} gave, null to begin
 */
public record StageInputs(
        List<TrainingFamily> families,
        List<TrainingFamily> checks,
        FamilyEvaluator evaluator,
        PolicyArtefact start,
        Function<String, PolicyArtefact> policies,
        long seed,
        byte[] checkpoint) {

    /** The same for other families. */
    StageInputs withFamilies(List<TrainingFamily> others) {
        return new StageInputs(others, checks, evaluator, start, policies, seed, checkpoint);
    }
}
