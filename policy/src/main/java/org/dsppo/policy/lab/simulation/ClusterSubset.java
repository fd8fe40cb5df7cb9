package org.dsppo.policy.lab.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/** A catalogue with some of its clusters only. */
public final class ClusterSubset {

    private ClusterSubset() {}

    /**
     * The clusters of a tier with their nodes, and the classes that can run there, each with those
     * of its strategies that can.
     *
     * @throws IllegalArgumentException if no cluster is of that tier
     */
    public static Catalogue ofTier(Catalogue catalogue, String tier) {
        List<ClusterSpec> clusters =
                catalogue.clusters().stream().filter(each -> tier.equals(each.tier())).toList();
        if (clusters.isEmpty()) {
            throw new IllegalArgumentException(
                    "tier is %s, expected one of a cluster of %s"
                            .formatted(tier, catalogue.name()));
        }
        Set<String> ids = clusters.stream().map(ClusterSpec::id).collect(Collectors.toSet());
        List<NodeSpec> nodes =
                catalogue.nodes().stream().filter(node -> ids.contains(node.cluster())).toList();
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        catalogue
                .classes()
                .forEach(
                        (name, strategies) -> {
                            List<ExecutionStrategy> left =
                                    strategies.stream().filter(each -> runs(each, nodes)).toList();
                            if (!left.isEmpty()) {
                                classes.put(name, left);
                            }
                        });
        return new Catalogue(
                catalogue.name() + "-" + tier,
                catalogue.resources(),
                catalogue.accelerators(),
                clusters,
                nodes,
                classes);
    }

    private static boolean runs(ExecutionStrategy strategy, List<NodeSpec> nodes) {
        return nodes.stream()
                .anyMatch(
                        node ->
                                strategy.nodeSelector() == null
                                        || node.labels()
                                                .entrySet()
                                                .containsAll(strategy.nodeSelector().entrySet()));
    }
}
