package org.dsppo.jobs.run;

import java.util.List;
import java.util.Map;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;

/** Finds task classes that no node of the catalogue could ever run. */
public final class ClassFit {

    private ClassFit() {}

    /**
     * @throws UserErrorException if the workload submits tasks of a class that fits on no node;
     *     classes the catalogue does not know are left to the scheduler, which rejects them
     */
    public static void require(Workload workload) {
        Catalogue catalogue = workload.catalogue();
        for (Map.Entry<String, List<ExecutionStrategy>> each : catalogue.classes().entrySet()) {
            boolean wanted =
                    workload.tasks().stream()
                            .map(TaskMessage::submitted)
                            .anyMatch(
                                    task ->
                                            task != null
                                                    && task.strategies() == null
                                                    && each.getKey().equals(task.taskClass()));
            if (wanted && !fitsSomewhere(each.getValue(), catalogue)) {
                throw new UserErrorException(
                        "class %s of catalogue %s fits on none of its %d nodes, yet %s submits tasks of it"
                                .formatted(
                                        each.getKey(),
                                        catalogue.name(),
                                        catalogue.nodes().size(),
                                        workload.name()));
            }
        }
    }

    /** True if a node of the catalogue can run one of these strategies when it is empty. */
    public static boolean fitsSomewhere(List<ExecutionStrategy> strategies, Catalogue catalogue) {
        ResourceSpace space = new ResourceSpace(catalogue.resources());
        return strategies.stream()
                .map(definition -> new Strategy(definition, 0, space))
                .anyMatch(
                        strategy ->
                                catalogue.nodes().stream()
                                        .filter(node -> strategy.selects(node.labels()))
                                        .map(node -> space.capacity(node.capacity()))
                                        .anyMatch(strategy.demand()::fitsIn));
    }
}
