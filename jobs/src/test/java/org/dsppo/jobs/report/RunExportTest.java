package org.dsppo.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.codec.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunExportTest {

    private static final RunDescription RUN =
            new RunDescription(1_700_000_000_000L, 20, 7, "greedy:k=2", "dsppo demo --seed 7");

    @TempDir private Path folder;

    private static RunExport someRun() {
        Workload generated =
                WorkloadGenerator.generate(
                        BuiltinCatalogues.named("ii5"),
                        WorkloadRecipe.parse("tasks=60:horizon=20:jitter=0.02"),
                        3);
        Workload workload =
                new Workload(
                        generated.name(),
                        generated.catalogue(),
                        generated.tasks(),
                        List.of(new NodeOutage("cloud/cloud-00", 6_000, 30_000)));
        SimulationResult result = Simulator.run(workload, Baselines.named("greedy"));
        return new RunExport(workload.catalogue(), workload.tasks(), result.decisions(), RUN);
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        RunExport run = someRun();
        run.write(folder.resolve("new/folder"));

        assertThat(RunExport.read(folder.resolve("new/folder"))).isEqualTo(run);
        assertThat(run.decisions())
                .extracting(ExecutedDecision::outcome)
                .contains(AttemptOutcome.FINISHED, AttemptOutcome.LOST);
        assertThat(run.decisions()).anyMatch(executed -> executed.finishedAtMillis() % 1 != 0);
    }

    @Test
    void writesWholeMillisecondsAsIntegers() throws Exception {
        RunExport run = someRun();
        ExecutedDecision first = run.decisions().get(0);
        ExecutedDecision whole =
                new ExecutedDecision(first.decision(), 12, 13.0, 612.0, AttemptOutcome.FINISHED);
        new RunExport(run.catalogue(), run.tasks(), List.of(whole), RUN).write(folder);

        assertThat(Files.readString(folder.resolve("decisions.jsonl")))
                .contains("\"decidedAtMillis\":12,")
                .contains("\"startedAtMillis\":13,\"finishedAtMillis\":612,")
                .contains("\"outcome\":\"FINISHED\"")
                .hasLineCount(1);
    }

    @Test
    void namesTheLineThatIsWrong() throws Exception {
        RunExport run = someRun();
        run.write(folder);
        Path decisions = folder.resolve("decisions.jsonl");
        List<String> lines = Files.readAllLines(decisions);
        lines.set(1, lines.get(1).replaceAll("\"outcome\":\"[A-Z]+\"", "\"outcome\":\"DONE\""));
        Files.write(decisions, lines);

        assertThatThrownBy(() -> RunExport.read(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("decisions.jsonl, line 2: outcome is \"DONE\", expected");
    }
}
