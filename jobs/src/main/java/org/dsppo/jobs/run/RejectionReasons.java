package org.dsppo.jobs.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.DecisionKind;

/** Why the tasks of a run were rejected, for people. */
public final class RejectionReasons {

    private static final int SHOWN = 3;

    private RejectionReasons() {}

    /** The most frequent reasons with their counts; empty if nothing was rejected. */
    public static String inWords(List<ExecutedDecision> decisions) {
        Map<String, Long> counts =
                decisions.stream()
                        .map(ExecutedDecision::decision)
                        .filter(each -> each.kind() == DecisionKind.REJECT)
                        .map(each -> each.reason() == null ? "no reason given" : each.reason())
                        .collect(
                                Collectors.groupingBy(
                                        Function.identity(), TreeMap::new, Collectors.counting()));
        String shown =
                counts.entrySet().stream()
                        .sorted(
                                Comparator.comparing(
                                        Map.Entry<String, Long>::getValue,
                                        Comparator.reverseOrder()))
                        .limit(SHOWN)
                        .map(each -> "%d: %s".formatted(each.getValue(), each.getKey()))
                        .collect(Collectors.joining("; "));
        int more = counts.size() - SHOWN;
        return more > 0 ? shown + "; and %d other reasons".formatted(more) : shown;
    }
}
