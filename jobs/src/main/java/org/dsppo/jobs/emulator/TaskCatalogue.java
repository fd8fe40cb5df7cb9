package org.dsppo.jobs.emulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * What an executor looks up about a decision: how to run the task, and how long its input takes.
 */
final class TaskCatalogue {

    private final ResourceSpace space;
    private final Map<String, List<ExecutionStrategy>> classes;
    private final Map<String, ClusterSpec> clusters = new HashMap<>();

    TaskCatalogue(Catalogue catalogue) {
        this.space = new ResourceSpace(catalogue.resources());
        this.classes = catalogue.classes();
        catalogue.clusters().forEach(cluster -> clusters.put(cluster.id(), cluster));
    }

    ResourceSpace space() {
        return space;
    }

    /** The strategy a decision names, if the task has it and the node may run it. */
    Optional<Strategy> strategy(PlacementDecision decision, TaskSubmitted task, NodeSpec node) {
        List<ExecutionStrategy> listed =
                task.strategies() != null
                        ? task.strategies()
                        : classes.getOrDefault(task.taskClass(), List.of());
        return listed.stream()
                .filter(strategy -> strategy.id().equals(decision.strategy()))
                .filter(strategy -> space.names().containsAll(strategy.demand().keySet()))
                .map(strategy -> new Strategy(strategy, 0, space))
                .filter(strategy -> strategy.selects(node.labels()))
                .findFirst();
    }

    /** Time that a task's input takes to a cluster: latency + 8 inputBytes / bandwidth. */
    double transferMillis(TaskSubmitted task, String clusterId) {
        ClusterSpec cluster = clusters.get(clusterId);
        String origin = task.origin();
        if (origin == null || origin.equals(clusterId) || cluster == null) {
            return 0;
        }
        Double mbps = cluster.bandwidthMbps().get(origin);
        double wire = mbps == null ? 0 : 8.0 * task.inputBytes() / (mbps * 1000);
        return cluster.latencyMillis().getOrDefault(origin, 0.0) + wire;
    }
}
