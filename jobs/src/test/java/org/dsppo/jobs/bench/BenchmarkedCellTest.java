package org.dsppo.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;

final class BenchmarkedCellTest {

    @Test
    void tasksArriveAtTheRateThatTheNodesAreMeantFor() {
        assertThat(lastArrivalSeconds("ii5", 2000)).isBetween(990.0, 1000.0);
        assertThat(lastArrivalSeconds("i3", 2000)).isBetween(99.0, 100.0);
        assertThat(lastArrivalSeconds("ii5:x100", 2000)).isBetween(9.9, 10.0);
        assertThat(BenchmarkedCell.workload("ii5:x100", 1).catalogue().nodes()).hasSize(3300);
    }

    private static double lastArrivalSeconds(String name, int tasks) {
        List<TaskMessage> messages = BenchmarkedCell.workload(name, tasks).tasks();
        assertThat(messages).hasSize(tasks);
        return messages.get(tasks - 1).atMillis() / 1000.0;
    }

    @Test
    void theSetNetworkHasASayInWhatIsDecided() {
        Workload workload = BenchmarkedCell.workload("ii5", 2000);
        SimulationResult linear = Simulator.run(workload, BenchmarkedCell.policies("ds-ppo"));
        SimulationResult deep =
                Simulator.run(workload, BenchmarkedCell.policies(BenchmarkedCell.SET_NETWORK));
        assertThat(deep.decisions()).hasSize(2000);
        assertThat(deep.decisions()).isNotEqualTo(linear.decisions());
    }

    @Test
    void refusesOtherNames() {
        for (String name : List.of("ii6", "ii5:x", "ii5:100", "ii5:x12345")) {
            assertThatThrownBy(() -> BenchmarkedCell.workload(name, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("catalogue is " + name + ", expected ii5 or i3");
        }
        assertThatThrownBy(() -> BenchmarkedCell.policies("gredy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy is 'gredy'");
    }
}
