package org.dsppo.jobs.agent.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dsppo.jobs.agent.device.NodeDevice;
import org.dsppo.jobs.agent.device.RecordedInventory;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, and an executor that is dropped and made anew as a kill would leave it. */
@Timeout(180)
class ExecutorTest {

    private static final AllowList SHELL =
            new AllowList(List.of(List.of("/bin/sh", "**")), List.of("team/*"), List.of("MINE"));

    @TempDir private Path folder;
    private Path state;
    private final List<TaskEvent> heard = new ArrayList<>();
    private final Set<TaskEventKind> lost = EnumSet.noneOf(TaskEventKind.class);
    private final List<String> said = new ArrayList<>();
    private final UptimeClock uptime = new UptimeClock();
    private Duration fenceAfter = Duration.ofSeconds(120);
    private Duration grace = Duration.ofSeconds(60);
    private List<NodeDevice> devices = List.of();
    private boolean inContact = true;
    private Executor executor;

    @BeforeEach
    void begin() throws IOException {
        state = Files.createDirectory(folder.resolve("state"));
        executor = anew();
    }

    @AfterEach
    void leaveNothingRunning() throws IOException {
        for (AttemptFolder each : new AttemptStore(state).all()) {
            each.process()
                    .ifPresent(process -> new Processes(uptime.bootId()).signal(process, "KILL"));
        }
        // Its guard ends with the next look.
        Files.writeString(state.resolve("guard"), "0\n");
    }

    private Executor anew() {
        return new Executor(
                new ExecutorSettings(
                        state,
                        SHELL,
                        "docker",
                        null,
                        grace,
                        fenceAfter,
                        Duration.ofSeconds(10),
                        Duration.ofHours(1)),
                () -> devices,
                this::report,
                uptime,
                () -> 77,
                said::add);
    }

    private void report(TaskEvent event, AttemptReports.Outcome outcome) {
        boolean arrives = !lost.contains(event.kind());
        if (arrives) {
            heard.add(event);
        }
        outcome.is(arrives);
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (inContact) {
                executor.reported(uptime.millis());
            }
            executor.tick();
            Thread.sleep(5);
        }
    }

    private void untilHeard(int events) throws InterruptedException {
        until(() -> heard.size() >= events);
    }

    /** What was heard is noted as reported, too: another executor will not say it again. */
    private void untilNoted(String decisionId, AttemptFolder.Mark mark)
            throws InterruptedException {
        AttemptFolder attempt = new AttemptStore(state).of(decisionId);
        until(() -> attempt.has(mark));
    }

    private List<String> words() {
        return heard.stream()
                .map(
                        event ->
                                event.decisionId()
                                        + " "
                                        + event.kind()
                                        + (event.reason() == null ? "" : ": " + event.reason()))
                .toList();
    }

    private void run(String taskId, int attempt, String script) {
        executor.assign(Decisions.assign(taskId, attempt, payload(script), null), null);
    }

    private static String payload(String script) {
        return "{\"command\":[\"/bin/sh\",\"-c\",\"" + script + "\"]}";
    }

    private String log(String decisionId) throws IOException {
        return Files.readString(new AttemptStore(state).of(decisionId).log());
    }

    @Test
    void runsACommandToItsEndAndReportsIt() throws Exception {
        run("t", 1, "echo out; echo err >&2; pwd");
        assertThat(executor.running()).containsExactly(new RunningAttempt("t", 1));
        untilHeard(2);
        assertThat(words()).containsExactly("t#1 STARTED", "t#1 FINISHED");
        assertThat(heard.get(1))
                .isEqualTo(
                        TaskEvent.of(
                                Decisions.assign("t", 1, null, null),
                                TaskEventKind.FINISHED,
                                77,
                                null));
        until(() -> executor.running().isEmpty());
        assertThat(log("t#1"))
                .isEqualTo("out\nerr\n" + new AttemptStore(state).of("t#1").workFolder() + "\n");
    }

    @Test
    void tellsAProcessItsDevicesAndLittleElse() throws Exception {
        devices = RecordedInventory.of("npu-smi", "npu-310.txt").devices();
        executor.assign(
                Decisions.assign(
                        "t/ö 1",
                        3,
                        payload("env").replace("}", ",\"env\":{\"MINE\":\"a b\"}}"),
                        List.of(new DeviceShare("npu", 2, 1, 0))),
                null);
        untilHeard(2);
        List<String> environment = log("t/ö 1#3").lines().toList();
        assertThat(environment)
                .contains(
                        "ASCEND_RT_VISIBLE_DEVICES=2",
                        "ASCEND_VISIBLE_DEVICES=2",
                        "DSPPO_DEVICES=npu:2=1.0",
                        "DSPPO_DECISION_ID=t/ö 1#3",
                        "DSPPO_ATTEMPT=3",
                        "DSPPO_CLUSTER=room",
                        "DSPPO_NODE=n1",
                        "DSPPO_STRATEGY=run",
                        "MINE=a b");
        assertThat(environment.stream().map(line -> line.split("=")[0]))
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LANG",
                        "LC_ALL",
                        "TZ",
                        "LD_LIBRARY_PATH",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_",
                        "MINE",
                        "ASCEND_RT_VISIBLE_DEVICES",
                        "ASCEND_VISIBLE_DEVICES",
                        "DSPPO_DEVICES",
                        "DSPPO_DECISION_ID",
                        "DSPPO_TASK_ID",
                        "DSPPO_ATTEMPT",
                        "DSPPO_CLUSTER",
                        "DSPPO_NODE",
                        "DSPPO_STRATEGY");
    }

    @Test
    void reportsFailuresAndRefusals() throws Exception {
        run("a", 1, "exit 3");
        executor.assign(Decisions.assign("b", 1, "{\"command\":[\"/bin/rm\",\"x\"]}", null), null);
        executor.assign(Decisions.assign("c", 1, null, null), null);
        executor.assign(Decisions.assign("d", 1, payload("exit 0"), null), "too old");
        untilHeard(5);
        assertThat(words())
                .containsExactlyInAnyOrder(
                        "a#1 STARTED",
                        "a#1 FAILED: exit code 3",
                        "b#1 FAILED: not allowed on this node: command /bin/rm",
                        "c#1 FAILED: nothing to run: the task has no payload",
                        "d#1 FAILED: too old");
    }

    @Test
    void actsOnAnAssignmentOnceWhateverHappens() throws Exception {
        String mark = "echo x >> " + folder + "/mark";
        run("t", 1, mark);
        run("t", 1, mark);
        untilNoted("t#1", AttemptFolder.Mark.END_REPORTED);
        run("t", 1, mark);
        executor = anew();
        run("t", 1, mark);
        run("u", 1, "exit 0");
        untilHeard(4);
        assertThat(folder.resolve("mark")).hasContent("x");
        assertThat(words()).filteredOn(word -> word.startsWith("t")).hasSize(2);
        assertThat(executor.known()).containsExactlyInAnyOrder("t#1", "u#1");
    }

    @Test
    void reportsUntilTheyArriveAndInOrder() throws Exception {
        lost.add(TaskEventKind.STARTED);
        run("t", 1, "exit 0");
        AttemptFolder attempt = new AttemptStore(state).of("t#1");
        until(() -> attempt.verdict().isPresent());
        assertThat(heard).isEmpty();
        assertThat(executor.running()).isEmpty();
        lost.clear();
        untilHeard(2);
        assertThat(words()).containsExactly("t#1 STARTED", "t#1 FINISHED");
    }

    @Test
    void stopsOnCancelAndKillsWhatDoesNotStop() throws Exception {
        grace = Duration.ofMillis(200);
        executor = anew();
        run("soft", 1, "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        run("hard", 1, "trap '' TERM; echo up; while :; do sleep 0.05; done");
        until(
                () ->
                        heard.size() == 2
                                && printed("soft#1").contains("up")
                                && printed("hard#1").contains("up"));
        executor.cancel(Decisions.cancel("soft", 1, "not wanted"));
        executor.cancel(Decisions.cancel("hard", 1, null));
        executor.cancel(Decisions.cancel("other", 1, null));
        untilHeard(4);
        assertThat(words().subList(2, 4))
                .containsExactlyInAnyOrder("soft#1 FAILED: not wanted", "hard#1 FAILED: cancelled");
        assertThat(printed("soft#1")).contains("bye");
        assertThat(executor.running()).isEmpty();
    }

    private String printed(String decisionId) {
        try {
            return log(decisionId);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aLaterAttemptOfATaskWaitsForTheEarlierToBeGone() throws Exception {
        run("t", 1, "while :; do sleep 0.05; done");
        untilHeard(1);
        run("t", 2, "exit 0");
        assertThat(executor.running()).hasSize(2);
        untilHeard(4);
        assertThat(words())
                .containsExactly(
                        "t#1 STARTED",
                        "t#1 FAILED: attempt 2 takes its place",
                        "t#2 STARTED",
                        "t#2 FINISHED");
    }

    @Test
    void aNewExecutorTakesUpWhatAKilledOneLeft() throws Exception {
        Path go = folder.resolve("go");
        run("runs", 1, "while [ ! -e " + go + " ]; do sleep 0.05; done; echo done; exit 4");
        run("ends", 1, "while [ ! -e " + go + "2 ]; do sleep 0.05; done");
        run("dies", 1, "while :; do sleep 0.05; done");
        for (String each : List.of("runs#1", "ends#1", "dies#1")) {
            untilNoted(each, AttemptFolder.Mark.START_REPORTED);
        }
        // What is not in the memory of the next one: nothing was told to this one to close.
        Files.createFile(folder.resolve("go2"));
        AttemptStore store = new AttemptStore(state);
        while (store.of("ends#1").exitCode().isEmpty()) {
            Thread.sleep(5);
        }
        Processes processes = new Processes(uptime.bootId());
        ProcessName dying = store.of("dies#1").process().orElseThrow();
        processes.signal(dying, "KILL");
        while (processes.isAlive(dying)) {
            Thread.sleep(5);
        }
        assertThat(Executor.leftSomething(state)).isTrue();
        executor = anew();
        assertThat(executor.running()).containsExactly(new RunningAttempt("runs", 1));
        untilHeard(5);
        assertThat(words().subList(3, 5))
                .containsExactlyInAnyOrder(
                        "ends#1 FINISHED", "dies#1 FAILED: its process was killed");
        Files.createFile(go);
        untilHeard(6);
        assertThat(words()).last().isEqualTo("runs#1 FAILED: exit code 4");
        assertThat(printed("runs#1")).isEqualTo("done\n");
        until(() -> !Executor.leftSomething(state));
    }

    @Test
    void whatAKilledExecutorHadNotBegunNeverBegins() throws Exception {
        // As left by a kill between the journal and the process.
        AttemptFolder attempt = new AttemptStore(state).of("t#1");
        attempt.create(Decisions.assign("t", 1, payload("echo x >> " + folder + "/mark"), null));
        executor = anew();
        untilHeard(1);
        assertThat(words()).containsExactly("t#1 FAILED: the agent went down before it began");
        // The shell that was on its way comes up after all.
        Process late =
                new ProcessBuilder(
                                "sh",
                                state.resolve("attempt.sh").toString(),
                                attempt.path().toString(),
                                "-",
                                "/bin/sh",
                                "-c",
                                "echo x >> " + folder + "/mark")
                        .start();
        assertThat(late.waitFor()).isZero();
        assertThat(folder.resolve("mark")).doesNotExist();
        assertThat(attempt.process()).isPresent();
    }

    @Test
    void stopsEverythingWhenCutOffAndSaysNothingOfIt() throws Exception {
        fenceAfter = Duration.ofSeconds(2);
        executor = anew();
        run("t", 1, "trap '' TERM; while :; do sleep 0.05; done");
        untilHeard(1);
        ProcessName process = new AttemptStore(state).of("t#1").process().orElseThrow();
        inContact = false;
        until(() -> executor.running().isEmpty());
        assertThat(new Processes(uptime.bootId()).isAlive(process)).isFalse();
        assertThat(said).anyMatch(line -> line.startsWith("cut off for 2"));
        inContact = true;
        // The job counts a node that was cut off, not a task that failed.
        run("u", 1, "exit 0");
        untilHeard(3);
        assertThat(words()).containsExactly("t#1 STARTED", "u#1 STARTED", "u#1 FINISHED");
        assertThat(said).last().isEqualTo("in contact again");
        assertThat(printed("t#1")).endsWith("dsppo: stopped, since its node was cut off\n");
    }

    @Test
    void theGuardStopsEverythingWhenTheExecutorDoesNot() throws Exception {
        fenceAfter = Duration.ofSeconds(2);
        executor = anew();
        run("t", 1, "while :; do sleep 0.05; done");
        untilNoted("t#1", AttemptFolder.Mark.START_REPORTED);
        // The executor does nothing any more: nobody ticks.
        AttemptFolder attempt = new AttemptStore(state).of("t#1");
        Processes processes = new Processes(uptime.bootId());
        ProcessName process = attempt.process().orElseThrow();
        while (processes.isAlive(process)) {
            Thread.sleep(10);
        }
        assertThat(attempt.has(AttemptFolder.Mark.FENCED)).isTrue();
        executor = anew();
        assertThat(executor.running()).isEmpty();
        run("u", 1, "exit 0");
        untilHeard(3);
        assertThat(words()).containsExactly("t#1 STARTED", "u#1 STARTED", "u#1 FINISHED");
    }

    @Test
    void containersAreRunInTheForegroundAndRemoved() throws Exception {
        Path docker = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(docker, "#!/bin/sh\necho \"$@\" >> " + folder + "/calls\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        executor =
                new Executor(
                        new ExecutorSettings(
                                state,
                                SHELL,
                                docker.toString(),
                                null,
                                grace,
                                fenceAfter,
                                grace,
                                grace),
                        () -> devices,
                        this::report,
                        uptime,
                        () -> 77,
                        said::add);
        executor.assign(
                Decisions.assign("t", 1, "{\"image\":\"team/x:1\",\"args\":[\"go\"]}", null), null);
        untilHeard(2);
        Path calls = folder.resolve("calls");
        until(() -> lines(calls) == 2);
        assertThat(Files.readAllLines(calls).get(0))
                .startsWith("run --rm --name dsppo-a-t_1-")
                .contains("--env DSPPO_DECISION_ID=t#1")
                .endsWith("team/x:1 go");
        assertThat(Files.readAllLines(calls).get(1)).startsWith("rm --force dsppo-a-t_1-");
        assertThat(words()).containsExactly("t#1 STARTED", "t#1 FINISHED");
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void saysInTheLogThatLimitsAreNotKept() throws Exception {
        executor.assign(
                Decisions.assign(
                        "t", 1, payload("exit 0").replace("}", ",\"limits\":{\"cpu\":1}}"), null),
                null);
        untilHeard(2);
        assertThat(printed("t#1"))
                .isEqualTo("dsppo: its limits are not kept: no cgroup is configured\n");
    }

    @Test
    void limitsAreWrittenIntoTheCgroup() throws Exception {
        Path parent = Files.createDirectories(folder.resolve("cgroup"));
        Files.createFile(parent.resolve("cgroup.procs"));
        Order order =
                OrderReader.read(
                        new Payload("{\"command\":[\"a\"],\"limits\":{\"cpu\":1.5,\"mem\":512}}"));
        Path group = new Cgroups(parent).create("x", order);
        assertThat(group.resolve("cpu.max")).hasContent("150000 100000");
        assertThat(group.resolve("memory.max")).hasContent("536870912");
        assertThat(new Cgroups(parent).problem()).isEmpty();
        assertThat(new Cgroups(parent.resolve("nowhere")).problem()).isPresent();
    }

    @Test
    void forgetsWhatWasReportedLongAgo() throws Exception {
        run("t", 1, "exit 0");
        untilHeard(2);
        AttemptStore store = new AttemptStore(state);
        AttemptFolder attempt = store.of("t#1");
        until(() -> attempt.has(AttemptFolder.Mark.END_REPORTED));
        store.forgetBefore(1_000);
        assertThat(store.knows("t#1")).isTrue();
        store.forgetBefore(Long.MAX_VALUE);
        assertThat(store.knows("t#1")).isFalse();
        assertThat(attempt.path()).doesNotExist();
    }
}
