package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.PolicyGroups;

/**
 * Which policies an experiment runs.
 *
 * @param requested the policies that were asked for, each once, in that order
 * @param references heuristics that are run besides, so that there is a best one to compare with
 */
record PolicySelection(List<String> requested, List<String> references) {

    /** What an experiment compares if nothing else is asked for. */
    static List<String> usual(String experiment) {
        if (TuningEvaluation.NAME.equals(experiment)) {
            return List.of("all");
        }
        if (UnseenEvaluation.isAbout(experiment)) {
            return UnseenEvaluation.USUAL;
        }
        return PaperComparison.isAbout(experiment)
                ? List.of("ds-ppo", "s-p-gwo", "sigmoid-pso", "baselines")
                : List.of("ds-ppo", "baselines");
    }

    /**
     * Reads a selection as typed.
     *
     * @param names policies, and groups of {@link PolicyGroups}
     * @param known tells whether a policy exists, by an {@link IllegalArgumentException}
     * @param withReferences true if all heuristics are to be run besides
     * @throws InvalidExperimentException naming the policy that is not known
     */
    static PolicySelection of(List<String> names, Consumer<String> known, boolean withReferences) {
        List<String> requested = PolicyGroups.expand(names);
        for (String policy : requested) {
            try {
                known.accept(policy);
            } catch (IllegalArgumentException e) {
                throw new InvalidExperimentException("--policies: " + e.getMessage(), e);
            }
        }
        List<String> references = new ArrayList<>();
        if (withReferences) {
            references.addAll(Baselines.allHeuristics());
            references.removeAll(requested);
        }
        return new PolicySelection(requested, List.copyOf(references));
    }

    /** Everything that is run. */
    List<String> all() {
        List<String> all = new ArrayList<>(requested);
        all.addAll(references);
        return all;
    }

    /** Those that the best heuristic is taken from. */
    List<String> heuristics() {
        return all().stream().filter(Baselines::isHeuristic).toList();
    }
}
