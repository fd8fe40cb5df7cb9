package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A catalogue compiled for one cell, together with what its nodes have said: node ledgers, strategy
 * sets and transfer times. Built anew when the catalogue or the shape of a node changes, which is
 * rare; reservations are then carried over by whoever rebuilds.
 */
final class CellModel {

    private final ResourceSpace space;
    private final List<NodeLedger> nodes = new ArrayList<>();
    private final Map<String, NodeLedger> byId = new HashMap<>();
    private final Map<String, ClusterSpec> clusters = new HashMap<>();
    private final StrategyRegistry strategies;
    private final BitSet devices = new BitSet();

    /**
     * @param catalogue all cells' catalogue
     * @param cell the cell to compile for
     * @param reports last known state of nodes; what a node says of itself wins over the catalogue
     */
    CellModel(Catalogue catalogue, String cell, Collection<NodeChanged> reports) {
        this.space = new ResourceSpace(catalogue.resources());
        catalogue.accelerators().forEach(kind -> devices.set(space.position(kind.units())));
        Map<String, Integer> clusterIndex = new HashMap<>();
        for (ClusterSpec cluster : catalogue.clusters()) {
            clusterIndex.put(cluster.id(), clusterIndex.size());
            clusters.put(cluster.id(), cluster);
        }
        Map<List<Object>, Integer> types = new HashMap<>();
        for (Shape shape : shapes(catalogue, cell, reports).values()) {
            int type =
                    types.computeIfAbsent(
                            List.of(shape.cluster, shape.labels, shape.capacity),
                            key -> types.size());
            NodeLedger node =
                    new NodeLedger(
                            nodes.size(),
                            shape.nodeId,
                            shape.cluster,
                            clusterIndex.getOrDefault(shape.cluster, clusterIndex.size()),
                            type,
                            shape.labels,
                            space.capacity(shape.capacity));
            nodes.add(node);
            byId.put(shape.nodeId, node);
        }
        this.strategies = new StrategyRegistry(space, nodes, catalogue.classes());
    }

    private record Shape(
            String nodeId,
            String cluster,
            Map<String, String> labels,
            Map<String, Double> capacity) {}

    private static Map<String, Shape> shapes(
            Catalogue catalogue, String cell, Collection<NodeChanged> reports) {
        Map<String, String> cellOf = new HashMap<>();
        catalogue.clusters().forEach(cluster -> cellOf.put(cluster.id(), cluster.cell()));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (NodeSpec node : catalogue.nodes()) {
            if (cell.equals(cellOf.get(node.cluster()))) {
                shapes.put(
                        node.nodeId(),
                        new Shape(node.nodeId(), node.cluster(), node.labels(), node.capacity()));
            }
        }
        Map<String, NodeChanged> byName = new TreeMap<>();
        reports.forEach(report -> byName.put(report.nodeId(), report));
        byName.forEach(
                (nodeId, report) ->
                        shapes.merge(
                                nodeId,
                                new Shape(
                                        nodeId,
                                        report.cluster(),
                                        report.labels(),
                                        report.capacity()),
                                CellModel::prefer));
        return shapes;
    }

    private static Shape prefer(Shape listed, Shape reported) {
        return new Shape(
                listed.nodeId,
                listed.cluster,
                reported.labels.isEmpty() ? listed.labels : reported.labels,
                reported.capacity.isEmpty() ? listed.capacity : reported.capacity);
    }

    /** True if a report describes the node as it is compiled here. */
    boolean describes(NodeChanged report) {
        NodeLedger node = byId.get(report.nodeId());
        if (node == null) {
            return false;
        }
        if (!report.labels().isEmpty() && !Objects.equals(report.labels(), node.labels())) {
            return false;
        }
        if (!report.capacity().isEmpty()) {
            long[] capacity = space.capacity(report.capacity());
            for (int kind = 0; kind < capacity.length; kind++) {
                if (capacity[kind] != node.capacity(kind)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Time from a decision to the start on a cluster, milliseconds. */
    long transferMillis(TaskSubmitted task, String clusterId) {
        String origin = task.origin();
        ClusterSpec cluster = clusters.get(clusterId);
        if (origin == null || origin.equals(clusterId) || cluster == null) {
            return 0;
        }
        double millis = cluster.latencyMillis().getOrDefault(origin, 0.0);
        Double mbps = cluster.bandwidthMbps().get(origin);
        if (mbps != null && mbps > 0) {
            millis += 8.0 * task.inputBytes() / (mbps * 1000);
        }
        return (long) Math.ceil(millis);
    }

    /** True if the kind counts accelerator devices. */
    boolean countsDevices(int kind) {
        return devices.get(kind);
    }

    ResourceSpace space() {
        return space;
    }

    List<NodeLedger> nodes() {
        return nodes;
    }

    /** The node of that name, or null. */
    NodeLedger node(String nodeId) {
        return byId.get(nodeId);
    }

    StrategyRegistry strategies() {
        return strategies;
    }
}
