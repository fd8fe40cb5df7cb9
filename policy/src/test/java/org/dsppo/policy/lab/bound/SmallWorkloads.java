package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Workloads small enough to be solved exactly. */
final class SmallWorkloads {

    private SmallWorkloads() {}

    /** Tasks that compete for one or two kinds of node; every class fits on some node. */
    static Workload random(long seed, int tasks, int nodes) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        for (int c = 0; c < 3; c++) {
            List<ExecutionStrategy> strategies = new ArrayList<>();
            for (String tier : List.of("big", "small")) {
                int count = random.nextInt(tier.equals("big") ? 1 : 0, 3);
                for (int s = 0; s < count; s++) {
                    strategies.add(
                            strategy(
                                    tier + s,
                                    tier,
                                    random.nextInt(2, tier.equals("big") ? 8 : 5) / 2.0,
                                    random.nextInt(0, 4) / 4.0,
                                    random.nextInt(1, 30) * 500));
                }
            }
            classes.put("class" + c, strategies);
        }
        List<TaskMessage> messages = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            long arrival = random.nextInt(0, 20) * 250;
            String taskClass = "class" + random.nextInt(3);
            double scale = random.nextBoolean() ? 1 : random.nextInt(90, 111) / 100.0;
            messages.add(TaskMessage.of(task("t" + t, arrival, taskClass, scale)));
        }
        messages.sort(Comparator.comparingLong(m -> m.submitted().submittedAtMillis()));
        List<NodeSpec> specs = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            specs.add(
                    n % 2 == 0
                            ? node("big-" + n, "big", Map.of("cpu", 4.0, "gpu", 1.0))
                            : node("small-" + n, "small", Map.of("cpu", 2.0, "gpu", 1.0)));
        }
        return workload("random " + seed, specs, classes, messages);
    }

    /**
     * Tasks that share two or three devices of a node, or take several; what a class asks for fits
     * on a node by its devices in at least one way.
     */
    static Workload devices(long seed, int tasks, int nodes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<NodeSpec> specs = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            int count = random.nextInt(2, 4);
            specs.add(
                    new NodeSpec(
                            "n" + n,
                            "site",
                            Map.of(),
                            Map.of("cpu", 4.0, "gpu", (double) count, "gpumem", 16.0 * count),
                            Map.of("gpu", new DeviceSpec(count, 1, 16.0))));
        }
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        for (int c = 0; c < 3; c++) {
            List<ExecutionStrategy> strategies = new ArrayList<>();
            strategies.add(share("first", random.nextInt(1, 10) / 10.0, random));
            if (random.nextBoolean()) {
                strategies.add(share("second", random.nextInt(0, 11) / 10.0, random));
            }
            if (random.nextBoolean()) {
                double gpu = random.nextInt(3, 5) / 2.0;
                strategies.add(share("wide", gpu, random));
            }
            classes.put("class" + c, strategies);
        }
        List<TaskMessage> messages = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            String taskClass = "class" + random.nextInt(3);
            messages.add(TaskMessage.of(task("t" + t, t * random.nextInt(3) * 500, taskClass, 1)));
        }
        messages.sort(Comparator.comparingLong(m -> m.submitted().submittedAtMillis()));
        Catalogue catalogue =
                new Catalogue(
                        "devices " + seed,
                        List.of("cpu", "gpu", "gpumem"),
                        List.of(new AcceleratorKind("gpu", "gpumem", null)),
                        List.of(new ClusterSpec("site", "site", "default", Map.of(), Map.of())),
                        specs,
                        classes);
        return Workload.of("devices " + seed, catalogue, messages);
    }

    private static ExecutionStrategy share(String id, double gpu, SplittableRandom random) {
        double memory = random.nextInt(0, gpu > 1 ? 33 : 17);
        return new ExecutionStrategy(
                id,
                Map.of(),
                Map.of("cpu", 0.5, "gpu", gpu, "gpumem", memory),
                random.nextInt(1, 30) * 500,
                null);
    }

    static Workload workload(
            String name,
            List<NodeSpec> nodes,
            Map<String, List<ExecutionStrategy>> classes,
            List<TaskMessage> tasks) {
        List<ClusterSpec> clusters =
                nodes.stream()
                        .map(NodeSpec::cluster)
                        .distinct()
                        .map(id -> new ClusterSpec(id, id, "default", Map.of(), Map.of()))
                        .toList();
        Catalogue catalogue =
                new Catalogue(name, List.of("cpu", "gpu"), List.of(), clusters, nodes, classes);
        return Workload.of(name, catalogue, tasks);
    }

    static NodeSpec node(String id, String tier, Map<String, Double> capacity) {
        return new NodeSpec(id, tier, Map.of("tier", tier), capacity, Map.of());
    }

    static ExecutionStrategy strategy(
            String id, String tier, double cpu, double gpu, long runtimeMillis) {
        return new ExecutionStrategy(
                id, Map.of("tier", tier), Map.of("cpu", cpu, "gpu", gpu), runtimeMillis, null);
    }

    static TaskSubmitted task(String id, long arrivalMillis, String taskClass, double scale) {
        return new TaskSubmitted(
                id, arrivalMillis, taskClass, 0, scale, null, null, 0, null, null, null);
    }
}
