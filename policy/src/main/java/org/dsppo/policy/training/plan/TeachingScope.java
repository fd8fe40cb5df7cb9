package org.dsppo.policy.training.plan;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveReward;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.ppo.PpoSettings;
import org.dsppo.policy.training.ppo.Teacher;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * A teacher with what it teaches.
 *
 * @param teacher says how to decide
 * @param families where
 */
record TeachingScope(Teacher teacher, List<TrainingFamily> families) {

    private record Taught(Teacher teacher, TrainingFamily family) {

        Lesson lesson(long seed) {
            return new Lesson(
                    family.workloads().apply(seed), Baselines.named(family.reference()), teacher);
        }
    }

    /**
     * Begins a stage of teaching; families take turns.
     *
     * @throws IllegalArgumentException if nothing is taught
     */
    static StageRun begin(
            StageInputs inputs,
            LearnerSettings settings,
            int iterations,
            List<TeachingScope> teachers) {
        List<Taught> turns = new ArrayList<>();
        for (TeachingScope each : teachers) {
            each.families.forEach(family -> turns.add(new Taught(each.teacher, family)));
        }
        if (turns.isEmpty()) {
            throw new IllegalArgumentException(
                    "no teacher names any of the stage's families, expected one that does");
        }
        PolicyArtefact pupil = inputs.start();
        if (settings.width() > 0) {
            pupil = DeepStart.of(pupil, settings, inputs.seed());
        }
        return new LearnerRun(
                inputs.withFamilies(turns.stream().map(Taught::family).toList()),
                pupil,
                settings,
                settings.over(PpoSettings.CLONING, iterations),
                seed -> turns.get(Math.floorMod(seed, turns.size())).lesson(seed),
                new ObjectiveReward(ObjectiveWeights.COMPLETION),
                iterations);
    }
}
