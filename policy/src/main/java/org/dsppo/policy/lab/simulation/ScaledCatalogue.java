package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;

/** A catalogue with another number of nodes, in the same proportions. */
public final class ScaledCatalogue {

    private ScaledCatalogue() {}

    /**
     * Every cluster with {@code factor} times its nodes, rounded up; added nodes are copies.
     *
     * @param factor positive
     */
    public static Catalogue of(Catalogue catalogue, double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException(
                    "factor is %s, expected a positive number".formatted(factor));
        }
        Map<String, List<NodeSpec>> byCluster = new LinkedHashMap<>();
        for (NodeSpec node : catalogue.nodes()) {
            byCluster.computeIfAbsent(node.cluster(), unseen -> new ArrayList<>()).add(node);
        }
        List<NodeSpec> nodes = new ArrayList<>();
        for (List<NodeSpec> members : byCluster.values()) {
            int count = (int) Math.ceil(members.size() * factor - 1e-9);
            for (int i = 0; i < count; i++) {
                NodeSpec model = members.get(i % members.size());
                int copy = i / members.size();
                nodes.add(
                        copy == 0
                                ? model
                                : new NodeSpec(
                                        model.nodeId() + "-" + copy,
                                        model.cluster(),
                                        model.labels(),
                                        model.capacity(),
                                        model.devices()));
            }
        }
        return new Catalogue(
                "%s-x%s".formatted(catalogue.name(), factor),
                catalogue.resources(),
                catalogue.accelerators(),
                catalogue.clusters(),
                nodes,
                catalogue.classes());
    }
}
