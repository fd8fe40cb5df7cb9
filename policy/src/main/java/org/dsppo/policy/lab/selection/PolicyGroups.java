package org.dsppo.policy.lab.selection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.lab.baseline.Baselines;

/** Names on the command line that stand for several policies. */
public final class PolicyGroups {

    private PolicyGroups() {}

    /**
     * Puts the members in place of groups: {@code baselines} is every baseline but the
     * metaheuristics, {@code heuristics} and {@code all} every heuristic with every cap on run
     * times, {@code learned} all learned policies. Other names stay, known or not.
     *
     * @return each policy once, in the order of its first mention
     */
    public static List<String> expand(List<String> names) {
        Set<String> policies = new LinkedHashSet<>();
        names.forEach(name -> policies.addAll(members(name.strip())));
        return List.copyOf(policies);
    }

    private static List<String> members(String name) {
        return switch (name) {
            case "baselines" -> Baselines.ruleNames();
            case "learned" -> Policies.learnedNames();
            case "heuristics", "all" -> Baselines.allHeuristics();
            default -> List.of(name);
        };
    }
}
