package org.dsppo.operators.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.PlacementEngine;

/**
 * Why nothing can be placed in a cell, whatever waits there.
 *
 * @param kind what stands in the way
 * @param text the same in a clause, with counts and names of nodes
 */
record Obstacle(Kind kind, String text) {

    /** What can stand in the way. */
    enum Kind {
        NO_CATALOGUE,
        NO_NODES,
        NO_REPORTS,
        NONE_SCHEDULABLE
    }

    /**
     * What stands in the way now.
     *
     * @param catalogueProblem why there is no catalogue; read only while there is none
     * @return null if some node takes tasks
     */
    static Obstacle of(PlacementEngine engine, Supplier<String> catalogueProblem) {
        if (!engine.hasCatalogue()) {
            return new Obstacle(
                    Kind.NO_CATALOGUE, "the catalogue is incomplete: " + catalogueProblem.get());
        }
        // The first node tells as a rule, so that this costs nothing where nothing is wrong.
        for (var node : engine.nodes()) {
            if (node.schedulable()) {
                return null;
            }
        }
        Map<NodeCondition, Integer> conditions = engine.conditions();
        int nodes = conditions.values().stream().mapToInt(Integer::intValue).sum();
        if (nodes == 0) {
            return new Obstacle(Kind.NO_NODES, "the catalogue lists no node for it");
        }
        if (conditions.getOrDefault(NodeCondition.UNKNOWN, 0) == nodes) {
            return new Obstacle(
                    Kind.NO_REPORTS, "none of its %d nodes has reported".formatted(nodes));
        }
        return new Obstacle(
                Kind.NONE_SCHEDULABLE,
                "none of its %d nodes takes tasks: %s".formatted(nodes, inWords(conditions)));
    }

    /** Nobody gets here while a node that is up takes tasks. */
    private static String inWords(Map<NodeCondition, Integer> conditions) {
        List<String> words = new ArrayList<>();
        conditions.forEach((condition, count) -> words.add(count + " " + inWords(condition)));
        return String.join(", ", words);
    }

    private static String inWords(NodeCondition condition) {
        return switch (condition) {
            case UNKNOWN -> "never reported";
            case UP -> "left alone as tasks failed there";
            default -> condition.name().toLowerCase(Locale.ROOT);
        };
    }
}
