package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Small random workloads with everything in them that makes life hard for a policy. */
final class HardWorld {

    private final Random random;

    HardWorld(long seed) {
        this.random = new Random(seed);
    }

    /** Nodes that fail and return, priorities, scales, transfers, withdrawals, own strategies. */
    Workload workload(int tasks) {
        Catalogue catalogue = catalogue();
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            long at = random.nextInt(20_000);
            messages.add(TaskMessage.of(task("t%04d".formatted(i), at)));
            if (random.nextInt(15) == 0) {
                long later = at + random.nextInt(5_000);
                messages.add(TaskMessage.of(new TaskCancelled("t%04d".formatted(i), later, null)));
            }
        }
        messages.sort(Comparator.comparingLong(TaskMessage::atMillis));
        List<NodeOutage> outages = new ArrayList<>();
        for (var node : catalogue.nodes()) {
            if (random.nextInt(3) == 0) {
                long from = random.nextInt(30_000);
                outages.add(new NodeOutage(node.name(), from, from + random.nextInt(40_000)));
            }
        }
        return new Workload("hard", catalogue, messages, outages);
    }

    private Catalogue catalogue() {
        TinyCatalogue tiny =
                new TinyCatalogue()
                        .cluster("cloud")
                        .cluster("edge", "default", Map.of("cloud", 300.0), Map.of("cloud", 8.0))
                        .cluster("end");
        for (String cluster : List.of("cloud", "edge", "end")) {
            int nodes = 1 + random.nextInt(3);
            for (int i = 0; i < nodes; i++) {
                double gpu = random.nextBoolean() ? 2 : 0;
                tiny.node(cluster + i, cluster, 1 + random.nextInt(4), gpu);
            }
        }
        for (String name : List.of("a", "b", "c")) {
            strategies().forEach(strategy -> tiny.strategy(name, strategy));
        }
        return tiny.build();
    }

    /** One strategy that runs anywhere, so that every task can run, and some that are pickier. */
    private List<ExecutionStrategy> strategies() {
        List<ExecutionStrategy> strategies = new ArrayList<>();
        strategies.add(strategy("any", null, Map.of("cpu", 0.1 + 0.9 * random.nextDouble())));
        for (String tier : List.of("cloud", "edge", "end")) {
            if (random.nextBoolean()) {
                Map<String, Double> demand =
                        random.nextBoolean()
                                ? Map.of("cpu", 0.5, "gpu", 0.3 + random.nextDouble())
                                : Map.of("cpu", 0.2 + 3 * random.nextDouble());
                strategies.add(strategy(tier, tier, demand));
            }
        }
        return strategies;
    }

    private ExecutionStrategy strategy(String id, String tier, Map<String, Double> demand) {
        return TinyCatalogue.strategy(id, tier, demand, 1 + random.nextInt(6_000), null);
    }

    private TaskSubmitted task(String id, long at) {
        return new TaskSubmitted(
                id,
                at,
                List.of("a", "b", "c").get(random.nextInt(3)),
                random.nextInt(3),
                0.3 + 2 * random.nextDouble(),
                random.nextInt(20) == 0 ? at + random.nextInt(20_000) : null,
                random.nextInt(4) == 0 ? "cloud" : null,
                random.nextInt(1_000_000),
                null,
                null,
                random.nextInt(5) == 0 ? strategies() : null);
    }

    /** Run times off by up to a factor of three either way, the same for a task every time. */
    static RuntimeModel noise(long seed) {
        return (task, estimateMillis) ->
                estimateMillis
                        * Math.pow(
                                3,
                                2 * new Random(seed ^ task.taskId().hashCode()).nextDouble() - 1);
    }
}
