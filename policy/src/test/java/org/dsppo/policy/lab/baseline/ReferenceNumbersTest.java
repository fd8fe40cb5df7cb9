package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.schemas.SharedData;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Simulator and heuristics against a reference simulator that shares no code with them. */
class ReferenceNumbersTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "reference-numbers.csv", numLinesToSkip = 1)
    void agrees(String file, String policy, double completionSeconds, double waitingSeconds)
            throws Exception {
        Path folder = SharedData.of("paper");
        String catalogueName = file.substring(0, file.indexOf('-')) + ".json";
        Catalogue catalogue = WorkloadFiles.catalogue(folder.resolve(catalogueName), warning -> {});
        List<TaskMessage> tasks =
                WorkloadFiles.tasks(folder.resolve(file + ".jsonl"), catalogue, warning -> {});
        Map<String, Long> submittedAtMillis = new HashMap<>();
        tasks.forEach(task -> submittedAtMillis.put(task.taskId(), task.atMillis()));

        List<ExecutedDecision> decisions =
                Simulator.run(Workload.of(file, catalogue, tasks), Baselines.named(policy))
                        .decisions();

        assertThat(decisions)
                .hasSize(tasks.size())
                .allMatch(each -> each.outcome() == AttemptOutcome.FINISHED);
        double completion = 0;
        double waiting = 0;
        for (ExecutedDecision each : decisions) {
            long submitted = submittedAtMillis.remove(each.decision().taskId());
            completion += each.finishedAtMillis() - submitted;
            waiting += each.startedAtMillis() - submitted;
        }
        double seconds = 1000.0 * tasks.size();
        assertThat(completion / seconds)
                .isCloseTo(completionSeconds, within(0.005 * completionSeconds));
        assertThat(waiting / seconds)
                .isCloseTo(waitingSeconds, within(Math.max(0.002, 0.005 * waitingSeconds)));
    }
}
