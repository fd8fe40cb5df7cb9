package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node that runs one task of class c for ten seconds at a time. */
class WorkloadFilesTest {

    private static final String SITE =
            """
            { "name": "one", "resources": ["gpu"], "clusters": [ { "id": "c0", "tier": "cloud" } ],
              "nodes": [ { "nodeId": "g0", "cluster": "c0", "capacity": { "gpu": 1 } } ],
              "classes": { "c": [ { "id": "s", "demand": { "gpu": 1 }, "runtimeMillis": 10000 } ] } }
            """;

    @TempDir Path folder;
    private final List<String> warnings = new ArrayList<>();
    private Catalogue catalogue;
    private Path file;

    @BeforeEach
    void readSite() throws Exception {
        Path site = Files.writeString(folder.resolve("cluster.json"), SITE);
        catalogue = WorkloadFiles.catalogue(site, warnings::add);
        file = folder.resolve("tasks.jsonl");
        assertThat(warnings).isEmpty();
    }

    @Test
    void timesSince1970HaveTheFiguresOfTimesSinceTheStart() throws Exception {
        RunSummary sinceStart = run(every(10_000, 0));
        assertThat(warnings).isEmpty();
        RunSummary since1970 = run(every(10_000, 1_764_550_000_000L));
        assertThat(since1970).isEqualTo(sinceStart);
        assertThat(since1970.utilisation()).isEqualTo(1);
        assertThat(since1970.makespanMillis()).isEqualTo(100_000);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ": times begin at 1764550000000 ms (2025-12-01T00:46:40Z);"
                                + " they are rebased, the first to 0");
    }

    @Test
    void deadlinesAndWithdrawalsMoveWithTheTasks() throws Exception {
        List<TaskMessage> tasks =
                read(
                        """
                        {"taskId": "b", "cancelledAtMillis": 7200500}
                        {"taskId": "a", "submittedAtMillis": 7200000, "taskClass": "c", "deadlineAtMillis": 7200900}
                        """);
        assertThat(tasks.get(0).submitted().submittedAtMillis()).isZero();
        assertThat(tasks.get(0).submitted().deadlineAtMillis()).isEqualTo(900);
        assertThat(tasks.get(1).cancelled().cancelledAtMillis()).isEqualTo(500);
    }

    @Test
    void aLateFirstTaskIsNotAnotherOrigin() throws Exception {
        assertThat(read(every(10_000, 3_599_999)).get(0).atMillis()).isEqualTo(3_599_999);
        assertThat(warnings).isEmpty();
        assertThat(read(every(10_000, 3_600_000)).get(0).atMillis()).isZero();
        assertThat(warnings).hasSize(1);
    }

    @Test
    void secondsInPlaceOfMillisecondsAreNoticed() throws Exception {
        // 10 tasks of 10 s in 90 ms: 100 s of work in .09 s are 1111 times what one node can do.
        read(every(10, 0));
        assertThat(warnings)
                .containsExactly(
                        file
                                + ": submittedAtMillis may be in seconds: as milliseconds, 10 tasks"
                                + " arrive within 0.090 s, 1111 times faster than the nodes can run"
                                + " them; if seconds are meant, give milliseconds");
        warnings.clear();
        read(every(10, 1_764_550_000L));
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0))
                .contains("which as seconds would be 2025-12-01T00:46:40Z", "rebased");
    }

    @Test
    void aBurstIsNoMistake() throws Exception {
        read(every(0, 0));
        read(every(2_000, 0));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aTaskOfNoCellIsRejectedWithItsLineAndTheOthersRun() throws Exception {
        RunSummary summary =
                run(
                        """
                        {"taskId": "a", "submittedAtMillis": 0, "taskClass": "c"}

                        {"taskId": "b", "submittedAtMillis": 0, "taskClass": "c", "cell": "defualt"}
                        {"taskId": "z", "submittedAtMillis": 0, "taskClass": "c"}
                        """);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ", line 3: cell is \"defualt\", expected one of default"
                                + " (did you mean default?); task b is rejected");
        assertThat(summary.finished()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(summary.violations()).isEmpty();
    }

    @Test
    void aTaskOfNoClassIsRejectedWithItsLineUnlessItBringsStrategies() throws Exception {
        RunSummary summary =
                run(
                        """
                        {"taskId": "a", "submittedAtMillis": 0, "taskClass": "nope"}
                        {"taskId": "b", "submittedAtMillis": 0, "taskClass": "own", "strategies": [ { "id": "x", "demand": { "gpu": 1 }, "runtimeMillis": 1000 } ]}
                        {"taskId": "z", "submittedAtMillis": 0, "taskClass": "c"}
                        """);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ", line 1: taskClass is \"nope\", expected one of c;"
                                + " task a is rejected");
        assertThat(summary.finished()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(summary.violations()).isEmpty();
    }

    @Test
    void ofTwoTasksWithOneIdTheFirstInTimeRunsAndTheExportShowsTheOther() throws Exception {
        SimulationResult result =
                simulate(
                        """
                        {"taskId": "a", "submittedAtMillis": 5, "taskClass": "c"}
                        {"taskId": "a", "submittedAtMillis": 0, "taskClass": "c"}
                        {"taskId": "a", "submittedAtMillis": 0, "taskClass": "c"}
                        {"taskId": "z", "submittedAtMillis": 0, "taskClass": "c"}
                        """);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ", line 1: taskId is \"a\", expected no second task of that id with"
                                + " other content; task a is rejected");
        assertThat(result.decisions())
                .filteredOn(each -> each.decision().kind() == DecisionKind.REJECT)
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.decision().taskId()).isEqualTo("a");
                            assertThat(each.decidedAtMillis()).isEqualTo(5);
                            assertThat(each.decision().reason())
                                    .isEqualTo(
                                            "the same id was submitted before, with other content");
                        });
        RunSummary summary = RunSummary.of(ExecutedRun.of(result));
        assertThat(summary.finished()).isEqualTo(2);
        assertThat(summary.violations()).isEmpty();
    }

    @Test
    void deadlinesInSecondsAndOwnStrategiesThatCannotRunAreToldWithTheirLines() throws Exception {
        RunSummary summary =
                run(
                        """
                        {"taskId": "a", "submittedAtMillis": 5000, "taskClass": "c", "deadlineAtMillis": 15}
                        {"taskId": "b", "submittedAtMillis": 5000, "taskClass": "c", "strategies": []}
                        {"taskId": "d", "submittedAtMillis": 5000, "taskClass": "c", "strategies": [ { "id": "x", "demand": { "gpuu": 1 }, "runtimeMillis": 1000 } ]}
                        {"taskId": "z", "submittedAtMillis": 5000, "taskClass": "c"}
                        """);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ", line 1: deadlineAtMillis is 15, expected none before"
                                + " submittedAtMillis, 5000, in milliseconds both; task a is rejected",
                        file
                                + ", line 2: strategies is empty, expected at least one, or none given"
                                + " for the class's; task b is rejected",
                        file
                                + ", line 3: demand of strategy \"x\" is of \"gpuu\", expected one of"
                                + " gpu (did you mean gpu?); task d is rejected");
        assertThat(summary.finished()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(3);
    }

    @Test
    void manyRejectionsAreCounted() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            lines.append(task("t" + i, 0).replace("\"c\"", "\"d\""));
        }
        read(lines.toString());
        assertThat(warnings).hasSize(11);
        assertThat(warnings.get(10)).isEqualTo(file + ": 15 more tasks are rejected");
    }

    @Test
    void anInputThatLiesNowhereEndsTheRunBeforeItBegins() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        {"taskId": "a", "submittedAtMillis": 0, "taskClass": "c", "origin": "c0"}
                                        {"taskId": "b", "submittedAtMillis": 0, "taskClass": "c", "origin": "c1"}
                                        """))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(
                        file + ", line 2: origin is \"c1\", expected one of c0 (did you mean c0?)");
    }

    private List<TaskMessage> read(String lines) throws Exception {
        Files.writeString(file, lines);
        return WorkloadFiles.tasks(file, catalogue, warnings::add);
    }

    private SimulationResult simulate(String lines) throws Exception {
        return Simulator.run(
                Workload.of("tasks", catalogue, read(lines)), Baselines.named("first-fit"));
    }

    private RunSummary run(String lines) throws Exception {
        return RunSummary.of(ExecutedRun.of(simulate(lines)));
    }

    private static String every(long gapMillis, long firstMillis) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append(task("t" + i, firstMillis + i * gapMillis));
        }
        return lines.toString();
    }

    private static String task(String id, long atMillis) {
        return "{\"taskId\": \"%s\", \"submittedAtMillis\": %d, \"taskClass\": \"c\"}%n"
                .formatted(id, atMillis);
    }
}
