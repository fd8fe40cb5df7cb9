package org.dsppo.policy.training.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.training.sites.FamilyNames;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * Distillation: one student learns to decide as several specialists do, each on the families it is
 * a specialist for.
 *
 * @param iterations how many
 * @param teachers the specialists; of several that name a family the first teaches it
 * @param smoothing as of {@link CloningStage}
 * @param settings null for the default; a width gives a linear student a deep part
 * @param families to train on, null for all; those that no teacher names are left out
 * @param from which policy the student begins with, null for what the stage before left
 */
public record DistillationStage(
        int iterations,
        List<Specialist> teachers,
        double smoothing,
        LearnerSettings settings,
        List<String> families,
        String from)
        implements PlanStage {

    /**
     * A teacher.
     *
     * @param policy as {@link CloningStage#teacher}
     * @param families that it teaches, null for all
     */
    public record Specialist(String policy, List<String> families) {

        public Specialist {
            families = families == null ? null : List.copyOf(families);
            TeacherNames.check(policy);
        }
    }

    public DistillationStage {
        teachers = teachers == null ? List.of() : List.copyOf(teachers);
        settings = settings == null ? LearnerSettings.DEFAULT : settings;
        families = families == null ? null : List.copyOf(families);
        StageChecks.atLeastOne("iterations", iterations);
        StageChecks.share("smoothing", smoothing);
        StageChecks.atLeastOne("number of teachers", teachers.size());
    }

    @Override
    public String kind() {
        return "distillation";
    }

    @Override
    public long steps() {
        return iterations;
    }

    @Override
    public List<String> needs() {
        List<String> needs = new ArrayList<>();
        if (from != null) {
            needs.add(from);
        }
        teachers.forEach(teacher -> needs.add(teacher.policy()));
        return needs;
    }

    @Override
    public StageRun begin(StageInputs inputs) {
        List<TeachingScope> taught = new ArrayList<>();
        Set<TrainingFamily> left = new HashSet<>(inputs.families());
        for (Specialist specialist : teachers) {
            List<TrainingFamily> own =
                    inputs.families().stream()
                            .filter(left::contains)
                            .filter(family -> teaches(specialist, family))
                            .toList();
            if (!own.isEmpty()) {
                left.removeAll(own);
                StageInputs ofOwn = inputs.withFamilies(own);
                taught.add(
                        new TeachingScope(
                                TeacherNames.make(specialist.policy(), smoothing, ofOwn), own));
            }
        }
        return TeachingScope.begin(inputs, settings, iterations, taught);
    }

    private static boolean teaches(Specialist specialist, TrainingFamily family) {
        return specialist.families() == null
                || FamilyNames.matches(specialist.families(), family.name());
    }
}
