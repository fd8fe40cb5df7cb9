package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;

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
        return PaperComparison.isAbout(experiment)
                ? List.of("ds-ppo", "s-p-gwo", "sigmoid-pso", "baselines")
                : List.of("ds-ppo", "baselines");
    }

    /**
     * Reads a selection as typed.
     *
     * @param names policies; {@code baselines} stands for every baseline but the metaheuristics,
     *     {@code heuristics} and {@code all} for every heuristic with every cap on run times,
     *     {@code learned} for all learned policies
     * @param known tells whether a policy exists, by an {@link IllegalArgumentException}
     * @param withReferences true if all heuristics are to be run besides
     * @throws InvalidExperimentException naming the policy that is not known
     */
    static PolicySelection of(
            List<String> names, Function<String, ?> known, boolean withReferences) {
        Set<String> requested = new LinkedHashSet<>();
        for (String name : names) {
            requested.addAll(expand(name.strip()));
        }
        for (String policy : requested) {
            try {
                known.apply(policy);
            } catch (IllegalArgumentException e) {
                throw new InvalidExperimentException("--policies: " + e.getMessage(), e);
            }
        }
        List<String> references = new ArrayList<>();
        if (withReferences) {
            references.addAll(Baselines.allHeuristics());
            references.removeAll(requested);
        }
        return new PolicySelection(List.copyOf(requested), List.copyOf(references));
    }

    private static List<String> expand(String name) {
        return switch (name) {
            case "baselines" -> Baselines.ruleNames();
            case "learned" -> Policies.learnedNames();
            case "heuristics", "all" -> Baselines.allHeuristics();
            default -> List.of(name);
        };
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
