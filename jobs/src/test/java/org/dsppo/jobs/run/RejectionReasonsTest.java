package org.dsppo.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class RejectionReasonsTest {

    private static final Catalogue SITE =
            new Catalogue(
                    "one",
                    List.of("cpu"),
                    List.of(),
                    List.of(new ClusterSpec("c", "edge", "default", Map.of(), Map.of())),
                    List.of(new NodeSpec("n", "c", Map.of(), Map.of("cpu", 1.0), Map.of())),
                    Map.of(
                            "ai",
                            List.of(
                                    new ExecutionStrategy(
                                            "s", Map.of(), Map.of("cpu", 1.0), 100, null))));

    private final List<TaskMessage> tasks = new ArrayList<>();

    private List<ExecutedDecision> run() {
        return Simulator.run(
                        Workload.of("few", SITE, tasks),
                        Baselines.named("greedy"),
                        EngineOptions.defaults(),
                        RuntimeModel.AS_ESTIMATED)
                .decisions();
    }

    private void task(String taskId, String taskClass) {
        tasks.add(TaskMessage.of(TaskSubmitted.of(taskId, 0, taskClass)));
    }

    @Test
    void nothingRejectedNeedsNoWords() {
        task("a", "ai");
        assertThat(RejectionReasons.inWords(run())).isEmpty();
    }

    @Test
    void theMostFrequentComeFirstAndTheRestIsCounted() {
        for (String taskClass : List.of("b", "x", "x", "y", "z", "z", "z", "ai")) {
            task("t" + tasks.size(), taskClass);
        }
        assertThat(RejectionReasons.inWords(run()))
                .matches("3: .*\\bz\\b.*; 2: .*\\bx\\b.*; 1: .*\\bb\\b.*; and 1 other reasons");
    }
}
