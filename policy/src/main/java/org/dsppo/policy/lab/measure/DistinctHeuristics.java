package org.dsppo.policy.lab.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * All heuristics with all caps, those that decide alike on a catalogue once: a cap only says which
 * strategies of a class are allowed.
 */
final class DistinctHeuristics {

    private static final String CAP = ":k=";

    /** Seldom bad, so that those after it are cut off early. */
    private static final String BEGIN_WITH = "shortest-job-first:k=3";

    private DistinctHeuristics() {}

    static List<String> on(Catalogue catalogue) {
        Map<String, String> byEffect = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(Baselines.allHeuristicsWithMoreCaps());
        all.remove(BEGIN_WITH);
        all.add(0, BEGIN_WITH);
        for (String policy : all) {
            byEffect.putIfAbsent(effect(policy, catalogue), policy);
        }
        return List.copyOf(byEffect.values());
    }

    /** The rule, and how many of each class's strategies, by rising run time, it may use. */
    private static String effect(String policy, Catalogue catalogue) {
        int at = policy.indexOf(CAP);
        String rule = at < 0 ? policy : policy.substring(0, at);
        double cap =
                at < 0
                        ? Double.POSITIVE_INFINITY
                        : Double.parseDouble(policy.substring(at + CAP.length()));
        StringBuilder effect = new StringBuilder(rule);
        for (List<ExecutionStrategy> strategies : catalogue.classes().values()) {
            double shortest =
                    strategies.stream().mapToLong(ExecutionStrategy::runtimeMillis).min().orElse(0);
            long allowed =
                    strategies.stream()
                            .filter(each -> each.runtimeMillis() <= cap * shortest)
                            .count();
            effect.append(' ').append(allowed);
        }
        return effect.toString();
    }
}
