package org.dsppo.jobs.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;

/** Finds task classes that no node of the catalogue could ever run. */
public final class ClassFit {

    private static final int SHOWN = 10;

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

    /**
     * Says of strategies of classes that no node could run, as nobody will notice otherwise.
     *
     * @param warnings is given a line each, of the first ten
     */
    public static void warn(Catalogue catalogue, Consumer<String> warnings) {
        List<String> idle = new ArrayList<>();
        catalogue
                .classes()
                .forEach(
                        (taskClass, strategies) ->
                                strategies.stream()
                                        .filter(each -> !fitsSomewhere(List.of(each), catalogue))
                                        .map(
                                                each ->
                                                        "%s of class %s"
                                                                .formatted(each.id(), taskClass))
                                        .forEach(idle::add));
        for (String each : idle.subList(0, Math.min(SHOWN, idle.size()))) {
            warnings.accept(
                    "strategy %s fits on no node of %s; it is ignored"
                            .formatted(each, catalogue.name()));
        }
        if (idle.size() > SHOWN) {
            warnings.accept(
                    "%d more strategies of %s fit on no node"
                            .formatted(idle.size() - SHOWN, catalogue.name()));
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
