package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;

class BoundedRunTest {

    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"),
                    WorkloadRecipe.uniform(300).withJitter(0.02),
                    11);

    private static Optional<SimulationResult> within(double millis) {
        return Simulator.runWithin(
                WORKLOAD,
                Baselines.named("greedy"),
                EngineOptions.defaults().withoutReservations(),
                RuntimeModel.AS_ESTIMATED,
                millis);
    }

    /** The limit is met to the millisecond: time in the system is counted, not guessed. */
    @Test
    void isCutOffExactlyWhenTasksTakeMoreThanTheyMay() {
        SimulationResult whole = Simulator.run(WORKLOAD, Baselines.named("greedy"));
        var submitted =
                WORKLOAD.tasks().stream()
                        .collect(Collectors.toMap(TaskMessage::taskId, TaskMessage::atMillis));
        double spent =
                whole.decisions().stream()
                        .mapToDouble(
                                each ->
                                        each.finishedAtMillis()
                                                - submitted.get(each.decision().taskId()))
                        .sum();

        assertThat(within(spent + 1)).contains(whole);
        assertThat(within(spent - 1)).isEmpty();
    }
}
