package org.dsppo.operators.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsppo.operators.state.RecentNodeState;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;

/** The nodes that reported, and when they were out of service, each written through. */
final class RecentNodes {

    private static final int MOST_OUTAGES = 16;

    private final HistoryStore store;
    private final Map<String, RecentNodeState> nodes = new TreeMap<>();

    /** Takes up what the store has. */
    RecentNodes(HistoryStore store) {
        this.store = store;
        store.nodes().forEach(node -> nodes.put(node.name(), node));
    }

    /** A node changed, or said again how it is. */
    void changed(NodeChanged change, long nowMillis) {
        if (change.condition() == NodeCondition.FORGOTTEN) {
            if (nodes.remove(change.name()) != null) {
                store.removeNode(change.name());
            }
            return;
        }
        RecentNodeState before = nodes.get(change.name());
        RecentNodeState after =
                new RecentNodeState(
                        change.nodeId(),
                        change.cluster(),
                        change.labels(),
                        change.capacity(),
                        devices(change.devices()),
                        before == null ? nowMillis : before.sinceMillis(),
                        outages(before, isOut(change.condition(), before), nowMillis));
        if (before == null || !isSame(before, after)) {
            nodes.put(after.name(), after);
            store.putNode(after);
        }
    }

    /** A suspect is not lost yet; one that drains gives nothing to new tasks either. */
    private static boolean isOut(NodeCondition condition, RecentNodeState before) {
        return condition == NodeCondition.SUSPECT
                ? before != null && before.isOut()
                : condition != NodeCondition.UP;
    }

    private static boolean isSame(RecentNodeState before, RecentNodeState after) {
        return before.cluster().equals(after.cluster())
                && before.labels().equals(after.labels())
                && before.capacity().equals(after.capacity())
                && after.devices().equals(before.devices())
                && Arrays.equals(before.outages(), after.outages());
    }

    /** As a catalogue lists them, which knows one size of a kind; faults pass. */
    private static Map<String, DeviceSpec> devices(Map<String, DeviceReports> reported) {
        Map<String, DeviceSpec> devices = new TreeMap<>();
        reported.forEach((kind, reports) -> devices.put(kind, least(reports.each())));
        return devices;
    }

    private static DeviceSpec least(List<DeviceReport> each) {
        double units = each.stream().mapToDouble(DeviceReport::units).min().orElse(0);
        Double memory =
                each.stream()
                        .map(DeviceReport::memory)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new DeviceSpec(each.size(), units, memory);
    }

    private static long[] outages(RecentNodeState before, boolean out, long nowMillis) {
        long[] outages = before == null ? new long[0] : before.outages();
        boolean wasOut = before != null && before.isOut();
        if (out == wasOut) {
            return outages;
        }
        if (wasOut) {
            long[] ended = outages.clone();
            ended[ended.length - 1] = nowMillis;
            return ended;
        }
        int kept = Math.min(outages.length, 2 * (MOST_OUTAGES - 1));
        long[] more =
                Arrays.copyOf(
                        Arrays.copyOfRange(outages, outages.length - kept, outages.length),
                        kept + 2);
        more[kept] = nowMillis;
        more[kept + 1] = Long.MAX_VALUE;
        return more;
    }

    /**
     * The catalogue with the nodes that there are; as it is while none has reported. What a node
     * reports of itself has precedence.
     */
    Catalogue seen(Catalogue catalogue) {
        if (nodes.isEmpty()) {
            return catalogue;
        }
        Map<String, NodeSpec> specs = new LinkedHashMap<>();
        catalogue.nodes().forEach(spec -> specs.put(spec.name(), spec));
        Set<String> clusters =
                catalogue.clusters().stream().map(ClusterSpec::id).collect(Collectors.toSet());
        List<NodeSpec> seen = new ArrayList<>();
        for (NodeSpec spec : specs.values()) {
            RecentNodeState node = nodes.get(spec.name());
            if (node != null) {
                seen.add(merged(node, spec));
            }
        }
        for (RecentNodeState node : nodes.values()) {
            if (!specs.containsKey(node.name()) && clusters.contains(node.cluster())) {
                seen.add(merged(node, null));
            }
        }
        return new Catalogue(
                catalogue.name(),
                catalogue.resources(),
                catalogue.accelerators(),
                catalogue.clusters(),
                seen,
                catalogue.classes());
    }

    private static NodeSpec merged(RecentNodeState node, NodeSpec spec) {
        return new NodeSpec(
                node.nodeId(),
                node.cluster(),
                node.labels(),
                node.capacity().isEmpty() && spec != null ? spec.capacity() : node.capacity(),
                devices(node, spec));
    }

    /** What a node says of a kind has precedence. */
    private static Map<String, DeviceSpec> devices(RecentNodeState node, NodeSpec spec) {
        Map<String, DeviceSpec> devices = new TreeMap<>(spec == null ? Map.of() : spec.devices());
        devices.putAll(node.devices() == null ? Map.of() : node.devices());
        return devices;
    }

    /**
     * Outages in a stretch of time, which begins at 0. A node that was not there yet was out of
     * service.
     */
    List<NodeOutage> outages(long fromMillis, long toMillis) {
        List<NodeOutage> outages = new ArrayList<>();
        for (RecentNodeState node : nodes.values()) {
            add(outages, node.name(), 0, node.sinceMillis(), fromMillis, toMillis);
            for (int i = 0; i < node.outages().length; i += 2) {
                add(
                        outages,
                        node.name(),
                        node.outages()[i],
                        node.outages()[i + 1],
                        fromMillis,
                        toMillis);
            }
        }
        return outages;
    }

    private static void add(
            List<NodeOutage> outages,
            String nodeId,
            long outFrom,
            long outTo,
            long fromMillis,
            long toMillis) {
        long from = Math.max(outFrom, fromMillis);
        if (from < Math.min(outTo, toMillis)) {
            // All are back in the end, so that no task is left over for want of a node.
            long to = Math.min(outTo, toMillis);
            outages.add(new NodeOutage(nodeId, from - fromMillis, to - fromMillis));
        }
    }
}
