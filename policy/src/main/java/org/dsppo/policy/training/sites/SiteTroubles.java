package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** What made-up sites suffer besides load. */
final class SiteTroubles {

    private static final double FAILING = 0.3;

    private SiteTroubles() {}

    /** Some nodes fail once and come back after a while; one always stays. */
    static Workload outages(Workload workload, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + 4242);
        long horizon = workload.tasks().get(workload.tasks().size() - 1).atMillis() + 1;
        List<NodeSpec> nodes = workload.catalogue().nodes();
        List<NodeOutage> outages = new ArrayList<>();
        for (NodeSpec node : nodes.subList(1, nodes.size())) {
            if (random.nextDouble() < FAILING) {
                long from = (long) (0.9 * horizon * random.nextDouble());
                long lasts = 1 + (long) (horizon * (0.02 + 0.1 * random.nextDouble()));
                outages.add(new NodeOutage(node.name(), from, from + lasts));
            }
        }
        return new Workload(workload.name(), workload.catalogue(), workload.tasks(), outages);
    }

    /** Every task comes from a cluster, and its input has to go where it runs. */
    static Workload transfers(Workload workload, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + 2424);
        Catalogue site = workload.catalogue();
        List<String> origins = site.clusters().stream().map(ClusterSpec::id).toList();
        List<ClusterSpec> linked = new ArrayList<>();
        for (ClusterSpec cluster : site.clusters()) {
            Map<String, Double> latency = new HashMap<>();
            Map<String, Double> bandwidth = new HashMap<>();
            for (String origin : origins) {
                if (!origin.equals(cluster.id())) {
                    latency.put(origin, (double) between(random, 20, 200));
                    bandwidth.put(origin, (double) between(random, 20, 200));
                }
            }
            linked.add(
                    new ClusterSpec(
                            cluster.id(), cluster.tier(), cluster.cell(), latency, bandwidth));
        }
        List<TaskMessage> tasks = new ArrayList<>();
        for (TaskMessage message : workload.tasks()) {
            String origin = origins.get(random.nextInt(origins.size()));
            tasks.add(
                    TaskMessage.of(
                            from(
                                    message.submitted(),
                                    origin,
                                    between(random, 10_000, 20_000_000))));
        }
        return new Workload(
                workload.name(),
                new Catalogue(
                        site.name(),
                        site.resources(),
                        site.accelerators(),
                        linked,
                        site.nodes(),
                        site.classes()),
                tasks,
                workload.outages());
    }

    private static TaskSubmitted from(TaskSubmitted task, String origin, long inputBytes) {
        return new TaskSubmitted(
                task.taskId(),
                task.submittedAtMillis(),
                task.taskClass(),
                task.priority(),
                task.runtimeScale(),
                task.deadlineAtMillis(),
                origin,
                inputBytes,
                task.cell(),
                task.tenant(),
                task.strategies());
    }

    /** Log-uniform. */
    private static long between(SplittableRandom random, double least, double most) {
        return Math.round(least * Math.exp(random.nextDouble() * Math.log(most / least)));
    }
}
