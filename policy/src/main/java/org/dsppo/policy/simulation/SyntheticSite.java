package org.dsppo.policy.simulation;

import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Makes up sites and their tasks: clusters, classes, speeds, sizes and time scales. A policy meets
 * in training what it will meet elsewhere, and is judged on sites it has not seen. Every seed is
 * another site.
 */
public final class SyntheticSite {

    private final SplittableRandom random;
    private final List<ClusterSpec> clusters = new ArrayList<>();
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();

    private SyntheticSite(long seed) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 77);
    }

    /**
     * Training jobs on racks of accelerators of three speeds: gangs of one to eight devices, speeds
     * that differ from job type to job type, run times over three orders of magnitude.
     */
    public static Workload racks(int tasks, double leastLoad, double mostLoad, long seed) {
        SyntheticSite site = new SyntheticSite(seed);
        int racks = 1 + site.random.nextInt(3);
        double[] least = {0.9, 0.35, 0.06};
        double[] most = {1, 1.1, 0.45};
        for (int type = 0; type < least.length; type++) {
            site.cluster("rack" + type, racks, Map.of("gpu", 16.0));
        }
        int types = 8 + site.random.nextInt(19);
        for (int job = 0; job < types; job++) {
            double[] speeds = new double[least.length];
            for (int type = 0; type < speeds.length; type++) {
                speeds[type] = site.between(least[type], most[type]);
            }
            double hours = site.between(0.3, 5);
            for (int gang : new int[] {1, 2, 4, 8}) {
                List<ExecutionStrategy> strategies = new ArrayList<>();
                for (int type = 0; type < speeds.length; type++) {
                    strategies.add(
                            site.strategy(
                                    "rack" + type,
                                    Map.of("gpu", (double) gang),
                                    hours * 3600 / speeds[type]));
                }
                site.classes.put("job%d-x%d".formatted(job, gang), strategies);
            }
        }
        double[] gangs = {0.4 + 0.2 * site.random.nextDouble(), 0.15, 0.35, 0.04};
        double spread = site.between(0.8, 1.8);
        return site.workload(
                "racks-" + seed,
                tasks,
                site.between(leastLoad, mostLoad),
                index -> gangs[index % gangs.length],
                () -> Math.exp(spread * site.random.nextGaussian()));
    }

    /**
     * Pods on nodes of mixed accelerators, many of them wanting a part of one: packing matters, and
     * speeds differ by model. At half of the sites some pods run on one or two models alone.
     */
    public static Workload sharedDevices(int tasks, double leastLoad, double mostLoad, long seed) {
        SyntheticSite site = new SyntheticSite(seed);
        int models = 3 + site.random.nextInt(4);
        double[] speeds = new double[models];
        int[] devices = new int[models];
        for (int model = 0; model < models; model++) {
            speeds[model] = site.between(0.4, 2.2);
            devices[model] = new int[] {1, 2, 2, 4, 8, 8}[site.random.nextInt(6)];
            double cpu = devices[model] * site.between(8, 24) + 8;
            site.cluster(
                    "model" + model,
                    2 + site.random.nextInt(12),
                    Map.of(
                            "cpu", Math.rint(cpu),
                            "mem", Math.rint(cpu * site.between(3000, 8000)),
                            "gpu", (double) devices[model]));
        }
        double particular = site.random.nextInt(2) * site.between(0.1, 0.5);
        int shapes = 30 + site.random.nextInt(60);
        for (int shape = 0; shape < shapes; shape++) {
            double kind = site.random.nextDouble();
            double gpus =
                    kind < 0.15
                            ? 0
                            : kind < 0.6 ? Math.rint(site.random.nextDouble(1, 10)) / 10 : 1;
            if (kind > 0.93) {
                gpus = new int[] {2, 4, 8}[site.random.nextInt(3)];
            }
            double cpu = Math.rint(site.between(2, 16) * Math.max(1, gpus));
            Map<String, Double> demand = new TreeMap<>();
            demand.put("cpu", cpu);
            demand.put("mem", Math.rint(cpu * site.between(2000, 8000)));
            if (gpus > 0) {
                demand.put("gpu", gpus);
            }
            double seconds = site.between(300, 20000);
            boolean[] allowed = new boolean[models];
            Arrays.fill(allowed, true);
            if (gpus > 0 && site.random.nextDouble() < particular) {
                Arrays.fill(allowed, false);
                allowed[site.random.nextInt(models)] = true;
                allowed[site.random.nextInt(models)] = true;
            }
            List<ExecutionStrategy> strategies = new ArrayList<>();
            for (int model = 0; model < models; model++) {
                if (allowed[model] && site.fits("model" + model, demand)) {
                    double speed = gpus == 0 ? 1 : speeds[model];
                    strategies.add(site.strategy("model" + model, demand, seconds / speed));
                }
            }
            if (!strategies.isEmpty()) {
                site.classes.put("pod" + shape, strategies);
            }
        }
        double spread = site.between(0.5, 1.5);
        return site.workload(
                "shared-devices-" + seed,
                tasks,
                site.between(leastLoad, mostLoad),
                index -> 1 / (1 + 0.1 * index),
                () -> Math.exp(spread * site.random.nextGaussian()));
    }

    /** Inference classes on a cloud, an edge and an end cluster, as in the paper but all drawn. */
    public static Workload tiers(int tasks, double leastLoad, double mostLoad, long seed) {
        SyntheticSite site = new SyntheticSite(seed);
        String[] tiers = {"cloud", "edge", "end"};
        double[] size = {8, 2, 4};
        for (int tier = 0; tier < tiers.length; tier++) {
            double cpu = Math.rint(size[tier] * site.between(0.7, 2));
            site.cluster(
                    tiers[tier],
                    4 + site.random.nextInt(14),
                    Map.of(
                            "cpu",
                            cpu,
                            "mem",
                            Math.rint(cpu * site.between(3000, 9000)),
                            "accelerator",
                            (double) (1 + site.random.nextInt(4)),
                            "net",
                            10.0));
        }
        int kinds = 3 + site.random.nextInt(6);
        double unit = site.between(0.05, 60);
        for (int each = 0; each < kinds; each++) {
            List<ExecutionStrategy> strategies = new ArrayList<>();
            double seconds = site.between(0.3, 6) * unit;
            double network = site.random.nextInt(3) == 0 ? site.between(0.3, 4) : 0;
            for (String tier : tiers) {
                for (boolean accelerated : new boolean[] {false, true}) {
                    Map<String, Double> demand = new TreeMap<>();
                    demand.put("cpu", milli(site.between(0.08, 3)));
                    demand.put("mem", Math.rint(site.between(80, 2500)));
                    if (accelerated) {
                        demand.put("accelerator", milli(site.between(0.3, 1.9)));
                    }
                    if (network > 0) {
                        demand.put("net", milli(network * site.between(0.6, 1.6)));
                    }
                    double slower = site.between(1, 12);
                    if (site.random.nextInt(3) > 0 && site.fits(tier, demand)) {
                        strategies.add(site.strategy(tier, demand, seconds * slower));
                    }
                }
            }
            if (!strategies.isEmpty()) {
                site.classes.put("class" + each, strategies);
            }
        }
        if (site.classes.isEmpty()) {
            return tiers(tasks, leastLoad, mostLoad, seed + 1_000_003);
        }
        return site.workload(
                "tiers-" + seed,
                tasks,
                site.between(leastLoad, mostLoad),
                index -> 1,
                () -> 1 + 0.02 * (2 * site.random.nextDouble() - 1));
    }

    private static double milli(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    /** Log-uniform. */
    private double between(double least, double most) {
        return least * Math.exp(random.nextDouble() * Math.log(most / least));
    }

    private void cluster(String name, int count, Map<String, Double> capacity) {
        clusters.add(new ClusterSpec(name, name, "default", Map.of(), Map.of()));
        for (int i = 0; i < count; i++) {
            nodes.add(
                    new NodeSpec(
                            "%s-%02d".formatted(name, i),
                            name,
                            Map.of("pool", name),
                            capacity,
                            Map.of()));
        }
    }

    private ExecutionStrategy strategy(String pool, Map<String, Double> demand, double seconds) {
        return new ExecutionStrategy(
                pool + (demand.containsKey("accelerator") ? "-accelerated" : ""),
                Map.of("pool", pool),
                demand,
                Math.max(1, Math.round(1000 * seconds)),
                null);
    }

    private boolean fits(String cluster, Map<String, Double> demand) {
        return nodes.stream()
                .filter(node -> node.cluster().equals(cluster))
                .limit(1)
                .allMatch(
                        node ->
                                demand.entrySet().stream()
                                        .allMatch(
                                                wanted ->
                                                        node.capacity()
                                                                        .getOrDefault(
                                                                                wanted.getKey(),
                                                                                0.0)
                                                                >= wanted.getValue()));
    }

    /** Tasks at a load relative to what a rough count of the capacity would carry. */
    private Workload workload(
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
        double work = 0;
        for (int i = 0; i < tasks; i++) {
            double left = random.nextDouble() * total;
            int index = 0;
            while (index < weights.length - 1 && left >= weights[index]) {
                left -= weights[index++];
            }
            drawn.add(names.get(index));
            scales[i] = Math.rint(1e4 * Math.max(0.01, scale.getAsDouble())) / 1e4;
            work += scales[i] * leastWorkMillis(names.get(index));
        }
        boolean bursty = random.nextInt(4) == 0;
        long[] arrivals = arrivals(tasks, Math.max(tasks, work / load), bursty);
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

    /** Cell time that a task takes if every strategy is used as far as it is the quickest there. */
    private double leastWorkMillis(String name) {
        double rate = 0;
        for (ExecutionStrategy strategy : classes.get(name)) {
            String pool = strategy.nodeSelector().get("pool");
            double slots = 0;
            for (NodeSpec node : nodes) {
                if (node.cluster().equals(pool)) {
                    double least = Double.POSITIVE_INFINITY;
                    for (Map.Entry<String, Double> demand : strategy.demand().entrySet()) {
                        least =
                                Math.min(
                                        least,
                                        Math.floor(
                                                node.capacity().get(demand.getKey())
                                                        / demand.getValue()));
                    }
                    slots += least;
                }
            }
            rate = Math.max(rate, 1.5 * slots / strategy.runtimeMillis());
        }
        return 1 / rate;
    }

    private long[] arrivals(int tasks, double horizonMillis, boolean bursty) {
        double[] at = new double[tasks];
        double now = 0;
        double rate = 1;
        for (int i = 0; i < tasks; i++) {
            if (bursty && random.nextInt(40) == 0) {
                rate = Math.exp(1.3 * random.nextGaussian());
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
