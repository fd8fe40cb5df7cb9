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
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** A made-up site as far as it is drawn. */
final class SiteDraft {

    private static final List<AcceleratorKind> ACCELERATORS =
            List.of(
                    new AcceleratorKind("accelerator", null, Sharing.DEVICE),
                    new AcceleratorKind("gpu", null, Sharing.DEVICE));

    final SplittableRandom random;
    final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
    private final List<ClusterSpec> clusters = new ArrayList<>();
    private final List<NodeSpec> nodes = new ArrayList<>();

    SiteDraft(long seed) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 77);
    }

    /** Log-uniform. */
    double between(double least, double most) {
        return least * Math.exp(random.nextDouble() * Math.log(most / least));
    }

    /** Adds nodes of one size to a cluster, which may have others. */
    void cluster(String name, int count, Map<String, Double> capacity) {
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

    ExecutionStrategy strategy(String pool, Map<String, Double> demand, double seconds) {
        return new ExecutionStrategy(
                pool + (demand.containsKey("accelerator") ? "-accelerated" : ""),
                Map.of("pool", pool),
                demand,
                Math.max(1, Math.round(1000 * seconds)),
                null);
    }

    boolean fits(String cluster, Map<String, Double> demand) {
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
        List<String> names = List.copyOf(classes.keySet());
        double[] weights = new double[names.size()];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight.applyAsDouble(i);
            total += weights[i];
        }
        List<String> drawn = new ArrayList<>();
        double[] scales = new double[tasks];
        Map<String, Double> work = new TreeMap<>();
        for (int i = 0; i < tasks; i++) {
            double left = random.nextDouble() * total;
            int index = 0;
            while (index < weights.length - 1 && left >= weights[index]) {
                left -= weights[index++];
            }
            drawn.add(names.get(index));
            scales[i] = Math.rint(1e4 * Math.max(0.01, scale.getAsDouble())) / 1e4;
            work.merge(names.get(index), scales[i], Double::sum);
        }
        double burstiness = random.nextInt(2) == 0 ? 0 : between(0.5, 2.5);
        double busyMillis = FluidLoad.bottleneckMillis(nodes, classes, work);
        long[] arrivals = arrivals(tasks, Math.max(tasks, busyMillis / load), burstiness);
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            messages.add(task(i, arrivals[i], drawn.get(i), scales[i]));
        }
        List<String> kinds =
                nodes.stream()
                        .flatMap(node -> node.capacity().keySet().stream())
                        .distinct()
                        .sorted()
                        .toList();
        return Workload.of(
                name,
                new Catalogue(
                        name,
                        kinds,
                        ACCELERATORS.stream().filter(kind -> kinds.contains(kind.units())).toList(),
                        clusters,
                        nodes,
                        classes),
                messages);
    }

    /** Poisson arrivals, at a rate that changes now and then by log-normal factors. */
    private long[] arrivals(int tasks, double horizonMillis, double burstiness) {
        double[] at = new double[tasks];
        double now = 0;
        double rate = 1;
        for (int i = 0; i < tasks; i++) {
            if (burstiness > 0 && random.nextInt(40) == 0) {
                rate = Math.exp(burstiness * random.nextGaussian());
            }
            now -= Math.log(1 - random.nextDouble()) / rate;
            at[i] = now;
        }
        long[] millis = new long[tasks];
        for (int i = 0; i < tasks; i++) {
            millis[i] = Math.round(at[i] / now * horizonMillis);
        }
        return millis;
    }

    private static TaskMessage task(int number, long atMillis, String name, double scale) {
        return TaskMessage.of(
                new TaskSubmitted(
                        "t-%06d".formatted(number),
                        atMillis,
                        name,
                        0,
                        scale,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null));
    }
}
