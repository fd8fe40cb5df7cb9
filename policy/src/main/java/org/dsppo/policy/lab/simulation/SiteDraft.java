package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** A made-up site as far as it is drawn. */
final class SiteDraft {

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
                            Map.of()));
        }
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
                .anyMatch(node -> node.cluster().equals(cluster) && slots(node, demand) >= 1);
    }

    static double slots(NodeSpec node, Map<String, Double> demand) {
        double slots = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Double> wanted : demand.entrySet()) {
            double capacity = node.capacity().getOrDefault(wanted.getKey(), 0.0);
            slots = Math.min(slots, Math.floor(capacity / wanted.getValue()));
        }
        return slots;
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
                name, new Catalogue(name, kinds, List.of(), clusters, nodes, classes), messages);
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
