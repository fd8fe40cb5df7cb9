package org.dsppo.operators.placement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/** A cell of a few equal nodes that run two tasks each, and messages about it. */
final class SmallCell {

    static final String NAME = "default";

    private SmallCell() {}

    static Catalogue catalogue(int nodes) {
        return catalogue(nodes, List.of(NAME));
    }

    /** As many nodes in each of some cells; nodes of all but the first carry the cell's name. */
    static Catalogue catalogue(int nodes, List<String> cells) {
        List<ClusterSpec> clusters =
                cells.stream()
                        .map(
                                cell ->
                                        new ClusterSpec(
                                                clusterOf(cell), "edge", cell, Map.of(), Map.of()))
                        .toList();
        List<NodeSpec> specs =
                cells.stream()
                        .flatMap(cell -> IntStream.range(0, nodes).mapToObj(i -> node(cell, i)))
                        .toList();
        ExecutionStrategy strategy =
                new ExecutionStrategy(
                        "cpu-4", Map.of("tier", "edge"), Map.of("cpu", 4.0), 1_000, null);
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        classes.put("ai", List.of(strategy));
        return new Catalogue("small", List.of("cpu"), List.of(), clusters, specs, classes);
    }

    private static NodeSpec node(String cell, int index) {
        return new NodeSpec(
                nodeId(cell, index),
                clusterOf(cell),
                Map.of("tier", "edge"),
                Map.of("cpu", 8.0),
                Map.of());
    }

    private static String clusterOf(String cell) {
        return "cluster-of-" + cell;
    }

    static String nodeId(String cell, int index) {
        return cell + "-" + index;
    }

    static NodeChanged changed(
            String cell, int index, NodeCondition condition, long atMillis, String... running) {
        return new NodeChanged(
                nodeId(cell, index),
                clusterOf(cell),
                cell,
                Map.of("tier", "edge"),
                Map.of("cpu", 8.0),
                null,
                List.of(running).stream()
                        .map(id -> id.split("#"))
                        .map(id -> new RunningAttempt(id[0], Integer.parseInt(id[1])))
                        .toList(),
                condition,
                atMillis);
    }

    static TaskEvent event(PlacementDecision decision, TaskEventKind kind, long atMillis) {
        return TaskEvent.of(
                decision, kind, atMillis, kind == TaskEventKind.FAILED ? "broken" : null);
    }
}
