package org.dsppo.policy.lab.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Fewer nodes with the same mix of models, by largest remainders: a model that would have far less
 * than a node is lost. The nodes of a model are taken evenly from its list.
 *
 * @param <N> a node, which no other equals
 */
final class EvenSample<N> {

    private final List<N> nodes;
    private final Map<String, List<N>> byModel = new LinkedHashMap<>();

    EvenSample(List<N> nodes, Function<N, String> model) {
        this.nodes = nodes;
        for (N node : nodes) {
            byModel.computeIfAbsent(model.apply(node), m -> new ArrayList<>()).add(node);
        }
    }

    /**
     * @throws InvalidTraceException if there are not so many nodes
     */
    List<N> of(int count) throws InvalidTraceException {
        if (count > nodes.size()) {
            throw new InvalidTraceException(
                    "trace option nodes is %d, expected at most the %d nodes of the trace"
                            .formatted(count, nodes.size()));
        }
        Set<N> kept = new HashSet<>();
        shares(count).forEach((model, n) -> kept.addAll(spread(byModel.get(model), n)));
        return nodes.stream().filter(kept::contains).toList();
    }

    private Map<String, Integer> shares(int count) {
        Map<String, Integer> shares = new TreeMap<>();
        byModel.forEach((model, of) -> shares.put(model, floorShare(of, count)));
        int missing = count - shares.values().stream().mapToInt(Integer::intValue).sum();
        Comparator<String> byRemainder =
                Comparator.comparingLong(
                        model -> (long) byModel.get(model).size() * count % nodes.size());
        shares.keySet().stream()
                .sorted(byRemainder.reversed().thenComparing(Comparator.naturalOrder()))
                .limit(missing)
                .toList()
                .forEach(model -> shares.merge(model, 1, Integer::sum));
        return shares;
    }

    private int floorShare(List<N> ofModel, int count) {
        return (int) ((long) ofModel.size() * count / nodes.size());
    }

    private List<N> spread(List<N> from, int count) {
        List<N> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // The middle of each of count equal stretches.
            chosen.add(from.get((int) ((2L * i + 1) * from.size() / (2L * count))));
        }
        return chosen;
    }
}
