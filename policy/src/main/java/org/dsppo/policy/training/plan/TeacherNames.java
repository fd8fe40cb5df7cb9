package org.dsppo.policy.training.plan;

import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.ppo.PpoSettings;
import org.dsppo.policy.training.ppo.Teacher;

/** Teachers by name. */
final class TeacherNames {

    private static final String VOTE = "vote:";

    /** The sample on which a network's spread of scores is measured. */
    private static final long SPREAD_SEED = -1;

    private TeacherNames() {}

    /**
     * Checks a name, as far as it does not depend on files.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static void check(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    "teacher is missing, expected vote:FEATURE, a policy, start or stage-N");
        }
        if (name.startsWith(VOTE)) {
            feature(name);
        } else if (!StageReference.is(name) && !name.contains("file=")) {
            Policies.named(name);
        }
    }

    private static CandidateFeature feature(String vote) {
        return CandidateFeature.named(vote.substring(VOTE.length()));
    }

    /**
     * Makes a teacher.
     *
     * @param smoothing of heuristics
     * @param inputs of the stage; its first family tells the spread of a network's scores
     */
    static Teacher make(String name, double smoothing, StageInputs inputs) {
        if (name.startsWith(VOTE)) {
            return Teacher.vote(feature(name), smoothing);
        }
        if (!StageReference.is(name) && !Policies.isLearned(name)) {
            return Teacher.demonstration(Policies.named(name), smoothing);
        }
        PolicyArtefact artefact = inputs.policies().apply(name);
        return artefact.shape().form() == NetworkForm.SET_NETWORK
                ? Teacher.policy(
                        artefact,
                        inputs.families().get(0).workloads().apply(SPREAD_SEED),
                        PpoSettings.CLONING.temperature())
                : Teacher.demonstration(Policies.of(artefact), smoothing);
    }
}
