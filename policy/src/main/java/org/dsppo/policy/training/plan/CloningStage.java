package org.dsppo.policy.training.plan;

import java.util.List;

/**
 * Behaviour cloning: the policy learns to decide as a teacher does, by cross-entropy. A teacher
 * that is a set network, or a vote, says how it would decide wherever the pupil gets to (Ross et
 * al. 2011, DAgger); any other policy decides episodes itself and is imitated.
 *
 * @param iterations how many
 * @param teacher {@code vote:FEATURE}, the candidate that a feature such as {@code greedy-would}
 *     marks; or any policy by name; or a policy of the same run, {@code start} or {@code stage-N}
 * @param smoothing probability left to the candidates that such a heuristic does not choose
 * @param settings null for the default; a width gives a linear policy a deep part
 * @param families to train on, null for all
 * @param from which policy it begins with, null for what the stage before left
 */
public record CloningStage(
        int iterations,
        String teacher,
        double smoothing,
        LearnerSettings settings,
        List<String> families,
        String from)
        implements PlanStage {

    public CloningStage {
        settings = settings == null ? LearnerSettings.DEFAULT : settings;
        families = families == null ? null : List.copyOf(families);
        StageChecks.atLeastOne("iterations", iterations);
        StageChecks.share("smoothing", smoothing);
        TeacherNames.check(teacher);
    }

    @Override
    public String kind() {
        return "cloning";
    }

    @Override
    public long steps() {
        return iterations;
    }

    @Override
    public List<String> needs() {
        return from == null ? List.of(teacher) : List.of(from, teacher);
    }

    @Override
    public StageRun begin(StageInputs inputs) {
        List<TeachingScope> taught =
                List.of(
                        new TeachingScope(
                                TeacherNames.make(teacher, smoothing, inputs), inputs.families()));
        return TeachingScope.begin(inputs, settings, iterations, taught);
    }
}
