package org.dsppo.jobs.bridge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** Sum over all that is bound to a node. */
    Map<String, Double> of(String node) {
        Map<String, Double> sum = new HashMap<>();
        byNode.getOrDefault(node, Map.of())
                .values()
                .forEach(
                        use ->
                                use.amounts()
                                        .forEach(
                                                (resource, amount) ->
                                                        sum.merge(resource, amount, Double::sum)));
        return sum;
    }
}
