package org.dsppo.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/** Builds catalogues small enough to schedule by hand. Resources are cpu and gpu. */
public final class TinyCatalogue {

    private final List<ClusterSpec> clusters = new ArrayList<>();
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();

    /** A fast node (10 s) and a slow one (60 s), with room for one task of class job each. */
    public static Catalogue fastAndSlow() {
        return new TinyCatalogue()
                .cluster("fast")
                .cluster("slow")
                .node("f", "fast", 1, 0)
                .node("s", "slow", 1, 0)
                .strategy("job", "F", "fast", Map.of("cpu", 1.0), 10_000)
                .strategy("job", "S", "slow", Map.of("cpu", 1.0), 60_000)
                .build();
    }

    /** A cluster of the default cell without transfer times. */
    public TinyCatalogue cluster(String id) {
        return cluster(id, "default", Map.of(), Map.of());
    }

    /** A cluster with transfer times from origins. */
    public TinyCatalogue cluster(
            String id, String cell, Map<String, Double> latencyMillis, Map<String, Double> mbps) {
        clusters.add(new ClusterSpec(id, id, cell, latencyMillis, mbps));
        return this;
    }

    /** A node labelled with its cluster as tier. */
    public TinyCatalogue node(String nodeId, String cluster, double cpu, double gpu) {
        nodes.add(
                new NodeSpec(
                        nodeId,
                        cluster,
                        Map.of("tier", cluster),
                        gpu > 0 ? Map.of("cpu", cpu, "gpu", gpu) : Map.of("cpu", cpu),
                        Map.of()));
        return this;
    }

    /** A strategy for nodes of a tier, or of any if that is null. */
    public TinyCatalogue strategy(
            String taskClass, String id, String tier, Map<String, Double> demand, long millis) {
        return strategy(taskClass, strategy(id, tier, demand, millis, null));
    }

    /** A strategy as it is. */
    public TinyCatalogue strategy(String taskClass, ExecutionStrategy strategy) {
        classes.computeIfAbsent(taskClass, key -> new ArrayList<>()).add(strategy);
        return this;
    }

    /** A strategy on its own. */
    public static ExecutionStrategy strategy(
            String id, String tier, Map<String, Double> demand, long millis, Elastic elastic) {
        return new ExecutionStrategy(
                id, tier == null ? Map.of() : Map.of("tier", tier), demand, millis, elastic);
    }

    /** The catalogue. */
    public Catalogue build() {
        return new Catalogue(
                "tiny",
                List.of("cpu", "gpu"),
                List.of(),
                List.copyOf(clusters),
                List.copyOf(nodes),
                new LinkedHashMap<>(classes));
    }
}
