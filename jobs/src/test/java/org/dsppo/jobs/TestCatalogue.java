package org.dsppo.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Cells of one cluster each. A node takes four tasks of class {@code small} on four cpus; class
 * {@code whole} fills a node exactly and does not end within a test.
 */
final class TestCatalogue {
    static final double NODE_CPU = 4;
    static final double NODE_MEMORY = 1_000;
    static final long SMALL_RUNTIME_MILLIS = 400;
    private static final long ENDLESS_MILLIS = 3_600_000;

    private TestCatalogue() {}

    static Catalogue of(int cells, int nodesPerCell) {
        List<ClusterSpec> clusters = new ArrayList<>();
        List<NodeSpec> nodes = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            clusters.add(new ClusterSpec(cluster(cell), "edge", cell(cell), Map.of(), Map.of()));
            for (int node = 0; node < nodesPerCell; node++) {
                nodes.add(
                        new NodeSpec(
                                "node-%d-%d".formatted(cell, node),
                                cluster(cell),
                                Map.of(),
                                Map.of("cpu", NODE_CPU, "mem", NODE_MEMORY),
                                Map.of()));
            }
        }
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        classes.put("small", List.of(strategy("one-cpu", 1, 100, SMALL_RUNTIME_MILLIS)));
        classes.put("whole", List.of(strategy("node", NODE_CPU, NODE_MEMORY, ENDLESS_MILLIS)));
        return new Catalogue("test", List.of("cpu", "mem"), List.of(), clusters, nodes, classes);
    }

    static String cell(int cell) {
        return "cell-" + cell;
    }

    static String cluster(int cell) {
        return "cluster-" + cell;
    }

    private static ExecutionStrategy strategy(
            String id, double cpu, double memory, long runtimeMillis) {
        return new ExecutionStrategy(
                id, Map.of(), Map.of("cpu", cpu, "mem", memory), runtimeMillis, null);
    }
}
