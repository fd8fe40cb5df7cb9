package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.resource.DeviceLayout;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A catalogue compiled for one cell, together with what its nodes have said: node ledgers, strategy
 * sets and transfer times. Built anew when the catalogue or the shape of a node changes, which is
 * rare; reservations are then carried over by whoever rebuilds.
 */
final class CellModel {

    /** A capacity that differs by no more than this part of it counts as the same. */
    private static final double CAPACITY_TOLERANCE = 0.01;

    private final ResourceSpace space;
    private final List<NodeLedger> nodes = new ArrayList<>();
    private final Map<String, List<NodeLedger>> byId = new HashMap<>();
    private final Map<String, NodeLedger> byName = new HashMap<>();
    private final Map<String, ClusterSpec> clusters = new HashMap<>();
    private final Map<String, Shape> listed = new LinkedHashMap<>();
    private final StrategyRegistry strategies;
    private final BitSet devices = new BitSet();
    private final List<AcceleratorKind> accelerators;
    private final List<ResourceDemand> demands;
    private final NodeChangeLog changes = new NodeChangeLog();

    /**
     * @param catalogue all cells' catalogue
     * @param cell the cell to compile for
     * @param reports last known state of nodes; what a node says of itself wins over the catalogue
     */
    CellModel(Catalogue catalogue, String cell, Collection<NodeChanged> reports) {
        this.space = new ResourceSpace(catalogue.resources());
        this.accelerators = catalogue.accelerators();
        accelerators.forEach(kind -> devices.set(space.position(kind.units())));
        this.demands = demands(catalogue);
        Map<String, Integer> clusterIndex = new HashMap<>();
        for (ClusterSpec cluster : catalogue.clusters()) {
            clusterIndex.put(cluster.id(), clusterIndex.size());
            clusters.put(cluster.id(), cluster);
        }
        Map<List<Object>, Integer> types = new HashMap<>();
        for (NodeSpec node : catalogue.nodes()) {
            ClusterSpec cluster = clusters.get(node.cluster());
            if (cluster != null && cell.equals(cluster.cell())) {
                listed.put(
                        node.name(),
                        new Shape(
                                node.nodeId(),
                                node.cluster(),
                                node.labels(),
                                node.capacity(),
                                node.devices(),
                                Map.of()));
            }
        }
        for (Shape shape : shapes(reports)) {
            DeviceLayout layout = layout(shape);
            int type =
                    types.computeIfAbsent(
                            List.of(shape.cluster, shape.labels, shape.capacity, layout),
                            key -> types.size());
            NodeLedger node =
                    new NodeLedger(
                            nodes.size(),
                            shape.nodeId,
                            shape.cluster,
                            clusterIndex.getOrDefault(shape.cluster, clusterIndex.size()),
                            type,
                            shape.labels,
                            space.capacity(shape.capacity),
                            layout,
                            changes);
            nodes.add(node);
            byId.computeIfAbsent(shape.nodeId, id -> new ArrayList<>()).add(node);
            byName.put(node.name(), node);
        }
        this.strategies = new StrategyRegistry(space, nodes, catalogue.classes());
    }

    private record Shape(
            String nodeId,
            String cluster,
            Map<String, String> labels,
            Map<String, Double> capacity,
            Map<String, DeviceSpec> devices,
            Map<String, DeviceReports> reported) {}

    /** What the classes ask for, as far as it can be had here. */
    private List<ResourceDemand> demands(Catalogue catalogue) {
        return catalogue.classes().values().stream()
                .flatMap(List::stream)
                .map(ExecutionStrategy::demand)
                .filter(demand -> space.names().containsAll(demand.keySet()))
                .distinct()
                .map(space::demand)
                .toList();
    }

    /** The devices of a node: those that are listed, if it reports nearly the same. */
    private DeviceLayout layout(Shape shape) {
        DeviceLayout reported = DeviceLayout.of(space, accelerators, shape.devices, shape.reported);
        if (shape.devices.isEmpty() || shape.reported.isEmpty()) {
            return reported;
        }
        DeviceLayout listed = DeviceLayout.of(space, accelerators, shape.devices, Map.of());
        return isNear(listed, reported) ? listed : reported;
    }

    /** As {@link #isNear(long[], long[])}, device by device. */
    private boolean isNear(DeviceLayout compiled, DeviceLayout now) {
        if (compiled.equals(now)) {
            return true;
        }
        if (!compiled.isNear(now, CAPACITY_TOLERANCE)) {
            return false;
        }
        DeviceRoom before = new DeviceRoom(compiled);
        DeviceRoom after = new DeviceRoom(now);
        return demands.stream().noneMatch(demand -> after.fits(demand) && !before.fits(demand));
    }

    private Collection<Shape> shapes(Collection<NodeChanged> reports) {
        Map<String, Shape> shapes = new LinkedHashMap<>(listed);
        Map<String, NodeChanged> byName = new TreeMap<>();
        reports.forEach(report -> byName.put(report.name(), report));
        byName.forEach((name, report) -> shapes.put(name, shape(report)));
        return shapes.values();
    }

    private Shape shape(NodeChanged report) {
        Shape spec = listed.get(report.name());
        if (spec == null) {
            return new Shape(
                    report.nodeId(),
                    report.cluster(),
                    report.labels(),
                    report.capacity(),
                    Map.of(),
                    report.devices());
        }
        return new Shape(
                spec.nodeId,
                spec.cluster,
                report.labels().isEmpty() ? spec.labels : report.labels(),
                isAsListed(spec, report) ? spec.capacity : report.capacity(),
                spec.devices,
                report.devices());
    }

    /** So that nodes of a kind stay one kind, whatever little each of them has more or less. */
    private boolean isAsListed(Shape spec, NodeChanged report) {
        return report.capacity().isEmpty()
                || isNear(space.capacity(spec.capacity), space.capacity(report.capacity()));
    }

    /**
     * True if the difference to what was compiled is small and does not let anything run there that
     * could not before.
     */
    private boolean isNear(long[] compiled, long[] now) {
        for (int kind = 0; kind < compiled.length; kind++) {
            if (Math.abs(now[kind] - compiled[kind]) > CAPACITY_TOLERANCE * compiled[kind]) {
                return false;
            }
        }
        for (ResourceDemand demand : demands) {
            if (demand.fitsIn(now) && !demand.fitsIn(compiled)) {
                return false;
            }
        }
        return true;
    }

    private long[] capacity(NodeChanged report) {
        Shape spec = listed.get(report.name());
        boolean silent = report.capacity().isEmpty() && spec != null;
        return space.capacity(silent ? spec.capacity : report.capacity());
    }

    /** Charges a node with what it has less, by its report, than was compiled. */
    void chargeShrinkage(NodeChanged report) {
        byName.get(report.name()).lacks(capacity(report));
    }

    /**
     * True if a report describes the node as it is compiled here, but for what {@link
     * #chargeShrinkage} makes up for.
     */
    boolean describes(NodeChanged report) {
        NodeLedger node = byName.get(report.name());
        if (node == null) {
            return false;
        }
        Shape shape = shape(report);
        return shape.labels.equals(node.labels())
                && isNear(node.capacity(), capacity(report))
                && isNear(node.layout(), layout(shape));
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

    /** Which nodes changed since the model was compiled. */
    NodeChangeLog changes() {
        return changes;
    }

    ResourceSpace space() {
        return space;
    }

    List<NodeLedger> nodes() {
        return nodes;
    }

    /** The only node of that id in the cell; null if there is none, or more than one. */
    NodeLedger sole(String nodeId) {
        List<NodeLedger> nodes = byId.getOrDefault(nodeId, List.of());
        return nodes.size() == 1 ? nodes.get(0) : null;
    }

    /** True if an id alone does not tell which node is meant. */
    boolean isAmbiguous(String nodeId) {
        return byId.getOrDefault(nodeId, List.of()).size() > 1;
    }

    /** The node of that name, {@code cluster/node}, or null. */
    NodeLedger node(String name) {
        return byName.get(name);
    }

    StrategyRegistry strategies() {
        return strategies;
    }
}
