package org.dsppo.jobs.bridge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What everything that is bound to each node holds there, ours or not. */
final class NodeUsage {

    private record Use(String node, Map<String, Double> amounts) {}

    private final Map<String, Use> uses = new HashMap<>();
    private final Map<String, Map<String, Use>> byNode = new HashMap<>();

    /** Something holds this much of a node from now on. */
    void hold(String uid, String node, Map<String, Double> amounts) {
        release(uid);
        Use use = new Use(node, amounts);
        uses.put(uid, use);
        byNode.computeIfAbsent(node, name -> new LinkedHashMap<>()).put(uid, use);
    }

    /** It holds nothing any more. */
    void release(String uid) {
        Use use = uses.remove(uid);
        if (use != null) {
            byNode.get(use.node()).remove(uid);
        }
    }

    /**
     * Sum over what is bound to a node.
     *
     * @param except uids that are left out
     */
    Map<String, Double> of(String node, Set<String> except) {
        Map<String, Double> sum = new HashMap<>();
        byNode.getOrDefault(node, Map.of())
                .forEach(
                        (uid, use) -> {
                            if (!except.contains(uid)) {
                                use.amounts()
                                        .forEach(
                                                (resource, amount) ->
                                                        sum.merge(resource, amount, Double::sum));
                            }
                        });
        return sum;
    }
}
