package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.catalogue.Sharing;

/** A made-up site as far as it is drawn. */
public final class SiteDraft {

    private static final List<AcceleratorKind> ACCELERATORS =
            List.of(
                    new AcceleratorKind("accelerator", null, Sharing.DEVICE),
                    new AcceleratorKind("gpu", null, Sharing.DEVICE));

    final SplittableRandom random;
    final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
    private final List<ClusterSpec> clusters = new ArrayList<>();
    private final List<NodeSpec> nodes = new ArrayList<>();

    public SiteDraft(long seed) {
        this.random = new SplittableRandom(seed * 1_000_003L + 77);
    }

    /** Of all that is drawn. */
    public SplittableRandom random() {
        return random;
    }

    /** Adds a class, which none of that name may precede. */
    public void add(String name, List<ExecutionStrategy> strategies) {
        classes.put(name, strategies);
    }

    /** How many classes there are so far. */
    public int classes() {
        return classes.size();
    }

    /** Log-uniform. */
    public double between(double least, double most) {
        return least * Math.exp(random.nextDouble() * Math.log(most / least));
    }

    /** Adds nodes of one size to a cluster, which may have others. */
    public void cluster(String name, int count, Map<String, Double> capacity) {
        if (clusters.stream().noneMatch(cluster -> cluster.id().equals(name))) {
            clusters.add(new ClusterSpec(name, name, "default", Map.of(), Map.of()));
        }
        for (int i = 0; i < count; i++) {
            nodes.add(
                    new NodeSpec(
                            "%s-%02d".formatted(name, nodes.size()),
                            name,
                            Map.of("pool", name),
                            capacity,
                            devices(capacity)));
        }
    }

    /** Accelerators are single devices, whose memory is not counted. */
    private static Map<String, DeviceSpec> devices(Map<String, Double> capacity) {
        Map<String, DeviceSpec> devices = new TreeMap<>();
        for (AcceleratorKind kind : ACCELERATORS) {
            if (capacity.containsKey(kind.units())) {
                int count = (int) Math.round(capacity.get(kind.units()));
                devices.put(kind.units(), new DeviceSpec(count, 1, null));
            }
        }
        return devices;
    }

    public ExecutionStrategy strategy(String pool, Map<String, Double> demand, double seconds) {
        return new ExecutionStrategy(
                pool + (demand.containsKey("accelerator") ? "-accelerated" : ""),
                Map.of("pool", pool),
                demand,
                Math.max(1, Math.round(1000 * seconds)),
                null);
    }

    public boolean fits(String cluster, Map<String, Double> demand) {
        return nodes.stream()
                .anyMatch(node -> node.cluster().equals(cluster) && fits(node, demand));
    }

    /** True if an empty node has room. */
    static boolean fits(NodeSpec node, Map<String, Double> demand) {
        ResourceSpace space = new ResourceSpace(List.copyOf(node.capacity().keySet()));
        List<AcceleratorKind> kinds =
                ACCELERATORS.stream().filter(kind -> space.position(kind.units()) >= 0).toList();
        return space.names().containsAll(demand.keySet())
                && NodeRoom.of(node, space, kinds).fits(space.demand(demand));
    }

    /**
     * Tasks at a load of the bottleneck.
     *
     * @param weight of a class by its number, in how often it is drawn
     * @param scale draws a task's run time relative to the class's
     */
    Workload workload(
            String name, int tasks, double load, IntToDoubleFunction weight, DoubleSupplier scale) {
        return workload(name, tasks, load, TaskPattern.of(weight, scale));
    }

    /** Tasks at a load of the bottleneck. */
    public Workload workload(String name, int tasks, double load, TaskPattern pattern) {
        return new TaskDraw(random).draw(name, catalogue(name), tasks, load, pattern);
    }

    private Catalogue catalogue(String name) {
        List<String> kinds =
                nodes.stream()
                        .flatMap(node -> node.capacity().keySet().stream())
                        .distinct()
                        .sorted()
                        .toList();
        return new Catalogue(
                name,
                kinds,
                ACCELERATORS.stream().filter(kind -> kinds.contains(kind.units())).toList(),
                clusters,
                nodes,
                classes);
    }
}
