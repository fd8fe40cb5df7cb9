package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** A hand-made case: a catalogue, tasks at given times, and what a policy makes of it. */
final class PlacementScenario {

    private final TinyCatalogue catalogue;
    private final List<TaskMessage> tasks = new ArrayList<>();
    private final List<NodeOutage> outages = new ArrayList<>();
    private RuntimeModel runtimes = RuntimeModel.AS_ESTIMATED;

    PlacementScenario(TinyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    PlacementScenario task(String id, long atMillis, String taskClass) {
        return task(id, atMillis, taskClass, 0, 1);
    }

    PlacementScenario task(
            String id, long atMillis, String taskClass, int priority, double runtimeScale) {
        tasks.add(
                TaskMessage.of(
                        new TaskSubmitted(
                                id,
                                atMillis,
                                taskClass,
                                priority,
                                runtimeScale,
                                null,
                                null,
                                0,
                                null,
                                null,
                                null)));
        return this;
    }

    PlacementScenario outage(String node, long fromMillis, long toMillis) {
        outages.add(new NodeOutage(node, fromMillis, toMillis));
        return this;
    }

    PlacementScenario runtimes(RuntimeModel model) {
        runtimes = model;
        return this;
    }

    /** Attempts in the order of decision: {@code task node/strategy start-end}. */
    List<String> run(String policy) {
        return Simulator.run(
                        new Workload("hand", catalogue.build(), tasks, outages),
                        Baselines.named(policy),
                        EngineOptions.defaults(),
                        runtimes)
                .decisions()
                .stream()
                .map(
                        each ->
                                "%s %s/%s %.0f-%.0f"
                                        .formatted(
                                                each.decision().taskId(),
                                                each.decision().node(),
                                                each.decision().strategy(),
                                                each.startedAtMillis(),
                                                each.finishedAtMillis()))
                .toList();
    }
}
