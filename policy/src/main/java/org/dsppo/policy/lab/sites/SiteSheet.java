package org.dsppo.policy.lab.sites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.catalogue.Sharing;

/**
 * A catalogue as far as it is written: pools of nodes that are alike, and classes with the ways to
 * run them. A way that fits on no node of its pool is left out.
 */
final class SiteSheet {

    private static final String POOL = "pool";

    /** Shared singly; those with memory count it. */
    private static final Map<String, String> DEVICE_KINDS =
            Map.of("gpu", "gpumem", "npu", "", "fpga", "", "card", "");

    private final Map<String, ClusterSpec> clusters = new LinkedHashMap<>();
    private final Map<String, NodeSpec> samples = new LinkedHashMap<>();
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();

    /** Adds a pool in a cluster of its own. */
    void pool(String name, int count, Map<String, Double> capacity) {
        pool(name, name, count, capacity);
    }

    /**
     * Adds nodes that are alike.
     *
     * @param cluster where they stand
     * @param name by which strategies select them
     * @param capacity of each; devices are whole numbers, {@code gpumem} is that of all together
     */
    void pool(String cluster, String name, int count, Map<String, Double> capacity) {
        clusters.computeIfAbsent(
                cluster, id -> new ClusterSpec(id, id, "default", Map.of(), Map.of()));
        Map<String, Double> present = positive(capacity);
        for (int i = 0; i < count; i++) {
            NodeSpec node =
                    new NodeSpec(
                            "%s-%02d".formatted(name, i),
                            cluster,
                            Map.of(POOL, name),
                            present,
                            devices(present));
            samples.putIfAbsent(name, node);
            nodes.add(node);
        }
    }

    private static Map<String, DeviceSpec> devices(Map<String, Double> capacity) {
        Map<String, DeviceSpec> devices = new TreeMap<>();
        DEVICE_KINDS.forEach(
                (units, memory) -> {
                    if (capacity.containsKey(units)) {
                        int count = (int) Math.round(capacity.get(units));
                        Double total = capacity.get(memory);
                        devices.put(
                                units,
                                new DeviceSpec(count, 1, total == null ? null : total / count));
                    }
                });
        return devices;
    }

    /** Sorted, so that what is made of it is the same in every run. */
    private static Map<String, Double> positive(Map<String, Double> amounts) {
        Map<String, Double> positive = new TreeMap<>(amounts);
        positive.values().removeIf(amount -> amount <= 0);
        return positive;
    }

    /** Names of pools in the order of their nodes. */
    List<String> pools() {
        return List.copyOf(samples.keySet());
    }

    /**
     * Adds a way to run a class, if it fits there.
     *
     * @param way tells several on one pool apart
     * @param seconds how long it takes
     */
    void offer(
            String taskClass, String pool, String way, Map<String, Double> demand, double seconds) {
        Map<String, Double> positive = positive(demand);
        if (fits(samples.get(pool), positive)) {
            classes.computeIfAbsent(taskClass, name -> new ArrayList<>())
                    .add(
                            new ExecutionStrategy(
                                    way.isEmpty() ? pool : pool + "-" + way,
                                    Map.of(POOL, pool),
                                    positive,
                                    Math.max(1, Math.round(1000 * seconds)),
                                    null));
        }
    }

    /** True if there is some way to run a class. */
    boolean runs(String taskClass) {
        return classes.containsKey(taskClass);
    }

    private static boolean fits(NodeSpec node, Map<String, Double> demand) {
        ResourceSpace space = new ResourceSpace(List.copyOf(node.capacity().keySet()));
        return space.names().containsAll(demand.keySet())
                && NodeRoom.of(node, space, accelerators(node.capacity().keySet()))
                        .fits(space.demand(demand));
    }

    private static List<AcceleratorKind> accelerators(Set<String> resources) {
        List<AcceleratorKind> kinds = new ArrayList<>();
        new TreeMap<>(DEVICE_KINDS)
                .forEach(
                        (units, memory) -> {
                            if (resources.contains(units)) {
                                kinds.add(
                                        new AcceleratorKind(
                                                units,
                                                resources.contains(memory) ? memory : null,
                                                Sharing.DEVICE));
                            }
                        });
        return kinds;
    }

    /** The catalogue as it is written now. */
    Catalogue catalogue(String name) {
        Set<String> resources = new LinkedHashSet<>();
        nodes.forEach(node -> resources.addAll(node.capacity().keySet()));
        return new Catalogue(
                name,
                List.copyOf(resources),
                accelerators(resources),
                List.copyOf(clusters.values()),
                List.copyOf(nodes),
                new LinkedHashMap<>(classes));
    }
}
