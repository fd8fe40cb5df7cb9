package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.schemas.SharedData;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    @Test
    void agreesWithTheReferenceOnEveryFigure() throws Exception {
        Path tasks = SharedData.of("paper/ii5-high-concurrency-seed1.jsonl");

        RunSummary summary =
                run(
                        "greedy",
                        WorkloadFiles.tasks(tasks, BuiltinCatalogues.named("ii5"), warning -> {}));

        assertThat(summary.finished()).isEqualTo(2000);
        assertThat(summary.violations()).isEmpty();
        // From the reference numbers and the referee's own output on this file.
        assertThat(summary.averageCompletionMillis()).isCloseTo(56_575, within(1.0));
        assertThat(summary.averageWaitingMillis()).isCloseTo(547, within(1.0));
        assertThat(summary.utilisation()).isCloseTo(0.27091, within(1e-5));
        assertThat(summary.utilisationInWindow()).isCloseTo(0.30163, within(1e-5));
    }

    @Test
    void sumsUpTwoTasksByHand() {
        // On an empty test bed both take cloud-gpu, 12 s, on cloud-00.
        RunSummary summary =
                run(
                        "greedy",
                        List.of(
                                TaskMessage.of(TaskSubmitted.of("a", 1_000, "ai")),
                                TaskMessage.of(TaskSubmitted.of("b", 4_000, "ai"))));

        assertThat(summary.averageCompletionMillis()).isEqualTo(12_000);
        assertThat(summary.p99CompletionMillis()).isEqualTo(12_000);
        assertThat(summary.averageWaitingMillis()).isZero();
        assertThat(summary.makespanMillis()).isEqualTo(16_000);
        double kinds = 7;
        double share = (0.21 / 8 + 1021.0 / 65536 + 0.43 / 4 + 1898.0 / 65536 + 8.0 / 10485760);
        assertThat(summary.utilisation())
                .isCloseTo(share / kinds / 33 * 2 * 12_000 / 16_000, within(1e-12));
    }

    private static RunSummary run(String policy, List<TaskMessage> tasks) {
        Workload workload = Workload.of("test", BuiltinCatalogues.named("ii5"), tasks);
        return RunSummary.of(ExecutedRun.of(Simulator.run(workload, Baselines.named(policy))));
    }
}
