package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short demo through a real broker and a real job, with everything that can go wrong on request.
 */
final class DemoITCase {

    private static final double SPEED = 50;

    @TempDir private Path folder;

    @Test
    void losesNothingWhenNodesFailDrainAndFallSilent() throws Exception {
        // cloud-00 is where greedy puts the first tasks, so that it has something to lose.
        CommandRun run =
                CommandRun.ofLine(
                        "demo --policy greedy --tasks tasks=300:horizon=600 --seed 4 --speed 50 --json --export "
                                + folder
                                + " --fail-node cloud-00@150s-400s --lose-heartbeats cloud-01@100s-450s"
                                + " --drain edge-03@50s --fail-tasks 5%");

        assertThat(run.err()).doesNotContain("Exception");
        assertThat(run.status()).as(run.err() + run.out()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("finished").asInt()).isEqualTo(300);
        assertThat(json.get("rejected").asInt()).isZero();
        assertThat(json.get("violations")).isEmpty();
        assertThat(json.get("deadLetters").asInt()).isZero();
        assertThat(json.get("requeuedAttempts").asInt()).isPositive();

        RunExport export = RunExport.read(folder);
        assertThat(export.run().speed()).isEqualTo(SPEED);
        assertThat(export.tasks()).hasSize(300);
        List<ExecutedDecision> lost = withOutcome(export, AttemptOutcome.LOST);
        assertThat(lost)
                .extracting(executed -> executed.decision().node())
                .contains("cloud-00", "cloud-01")
                .isSubsetOf("cloud-00", "cloud-01");
        assertThat(withOutcome(export, AttemptOutcome.FAILED)).isNotEmpty();
        assertThat(withOutcome(export, AttemptOutcome.FINISHED)).hasSize(300);
        assertThat(export.decisions())
                .allMatch(executed -> executed.decidedAtMillis() % 1 == 0)
                // Draining began at 50 s of trace time; the job may learn of it half a second late.
                .noneMatch(
                        executed ->
                                executed.decision().node().equals("edge-03")
                                        && executed.decidedAtMillis() > 50_000 / SPEED + 3_000);

        assumeTrue(Referee.isPresent(), "skipped: needs python3 and ../shared/tools/referee.py");
        JsonNode verdict = Referee.judge(folder, Optional.of(SPEED));
        assertThat(verdict.get("finished").asInt()).isEqualTo(300);
        assertThat(verdict.get("averageCompletionMillis").asDouble())
                .isEqualTo(json.get("averageCompletionMillis").asDouble());
    }

    private static List<ExecutedDecision> withOutcome(RunExport export, AttemptOutcome outcome) {
        return export.decisions().stream()
                .filter(executed -> executed.outcome() == outcome)
                .toList();
    }
}
