package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.jobs.topicview.RecordedSystem;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo whatif}: a recorded stretch under another policy. */
@Command(
        name = "whatif",
        description = {
            "Replays what was recorded in the simulator under other policies, and prints both.",
            "Times are trace time; a recorded run has delays of executors and messages that the simulator"
                    + " does not have."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo whatif --from out --policy ds-ppo",
            "  dsppo whatif --from topics --since 30m --policy greedy:k=2,best-fit",
            "  dsppo whatif --from topics --speed 20 --policy greedy:k=2"
        })
final class WhatIfCommand implements Callable<Integer> {

    private static final String TOPICS = "topics";

    /** Mean times over the tasks that finished. */
    private record Line(String policy, int finished, double completionMillis, double waitMillis) {}

    private record Recorded(Workload workload, Line line) {}

    @Spec private CommandSpec spec;
    @Mixin private PolicyOption policy;
    @Mixin private KafkaOption kafka;
    @Mixin private SinceOption since;
    @Mixin private JobSpeedOption speed;
    @Mixin private JsonOption json;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR|topics",
            description = "An export of a run, or what a running system's topics hold.")
    private String from;

    @Override
    public Integer call() {
        speed.check();
        List<String> names = policy.names();
        names.forEach(PolicyOption::supplier);
        Recorded recorded = from.equals(TOPICS) ? fromTopics() : fromExport(Path.of(from));
        List<Line> lines = new ArrayList<>();
        lines.add(recorded.line());
        for (String name : names) {
            lines.add(simulated(recorded.workload(), name));
        }
        print(recorded.workload(), lines);
        return ExitCode.OK;
    }

    private static Line simulated(Workload workload, String name) {
        try {
            RunSummary summary =
                    RunSummary.of(
                            ExecutedRun.of(Simulator.run(workload, PolicyOption.supplier(name))));
            return new Line(
                    name + " (simulated)",
                    summary.finished(),
                    summary.averageCompletionMillis(),
                    summary.averageWaitingMillis());
        } catch (IllegalStateException e) {
            throw new RunFailedException(e.getMessage(), e);
        }
    }

    private Recorded fromExport(Path folder) {
        if (speed.isGiven()) {
            throw new UserErrorException(
                    "--speed is given, expected none with an export, which says it itself");
        }
        if (!Files.isDirectory(folder)) {
            throw new UserErrorException(
                    "--from is %s, expected a folder of --export or 'topics'".formatted(folder));
        }
        RunExport export;
        try {
            export = RunExport.read(folder);
        } catch (IOException e) {
            throw new UserErrorException("--from cannot be read: " + IoProblem.inWords(e), e);
        } catch (InvalidFileException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
        Map<String, Long> submitted = new LinkedHashMap<>();
        for (TaskMessage message : export.tasks()) {
            if (message.submitted() != null) {
                submitted.putIfAbsent(message.taskId(), message.atMillis());
            }
        }
        double ofRun = export.run().speed();
        Sums sums = new Sums();
        for (ExecutedDecision each : export.decisions()) {
            Long at = submitted.get(each.decision().taskId());
            if (at != null && each.outcome() == AttemptOutcome.FINISHED) {
                sums.add(each.finishedAtMillis() * ofRun - at, each.startedAtMillis() * ofRun - at);
            }
        }
        return new Recorded(
                Workload.of(folder.toString(), export.catalogue(), export.tasks()),
                sums.line(export.run().policy() + " (recorded)"));
    }

    private Recorded fromTopics() {
        long fromMillis = since.fromEpochMillis();
        kafka.require(
                Topic.CATALOGUE,
                Topic.TASKS,
                Topic.DECISIONS,
                Topic.TASK_EVENTS,
                Topic.TELEMETRY,
                Topic.SUMMARIES);
        RecordedSystem system = RecordedSystem.read(kafka.connection(), kafka.topics(), fromMillis);
        List<TaskSubmitted> tasks =
                system.submissions().stream()
                        .sorted(Comparator.comparingLong(TaskSubmitted::submittedAtMillis))
                        .toList();
        if (tasks.isEmpty()) {
            throw new UserErrorException(
                    "no task was submitted in the last %s, expected some".formatted(since.text()));
        }
        double ofSystem =
                speed.with(
                        JobSigns.read(kafka.connection(), kafka.topics()),
                        spec.commandLine().getErr());
        long start = tasks.get(0).submittedAtMillis();
        Sums sums = new Sums();
        tasks.forEach(task -> add(system, task, ofSystem, sums));
        String who = system.policy() == null ? "nobody" : system.policy().name();
        return new Recorded(
                Workload.of(
                        TOPICS,
                        system.catalogue(),
                        tasks.stream()
                                .map(
                                        task ->
                                                task.submittedAt(
                                                        Math.round(
                                                                (task.submittedAtMillis() - start)
                                                                        * ofSystem)))
                                .map(TaskMessage::of)
                                .toList()),
                sums.line(who + " (recorded)"));
    }

    private static void add(RecordedSystem system, TaskSubmitted task, double ofSystem, Sums sums) {
        PlacementDecision decision = system.decisionOf(task.taskId());
        if (decision == null) {
            return;
        }
        TaskEvent started = system.event(decision, TaskEventKind.STARTED);
        TaskEvent finished = system.event(decision, TaskEventKind.FINISHED);
        if (started != null && finished != null) {
            sums.add(
                    (finished.atMillis() - task.submittedAtMillis()) * ofSystem,
                    (started.atMillis() - task.submittedAtMillis()) * ofSystem);
        }
    }

    /** Adds up completion and waiting. */
    private static final class Sums {
        private int finished;
        private double completionMillis;
        private double waitMillis;

        void add(double completion, double wait) {
            finished++;
            completionMillis += completion;
            waitMillis += wait;
        }

        Line line(String name) {
            int count = Math.max(1, finished);
            return new Line(name, finished, completionMillis / count, waitMillis / count);
        }
    }

    private void print(Workload workload, List<Line> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("workload", workload.name());
            fields.put("tasks", workload.tasks().size());
            fields.put("results", lines.stream().map(JsonOutput::fields).toList());
            JsonOutput.print(out, fields);
            return;
        }
        TextTable table = new TextTable("policy", "finished", "completion", "waiting");
        for (Line line : lines) {
            table.row(
                    line.policy(),
                    Figures.count(line.finished()),
                    Figures.seconds(line.completionMillis()),
                    Figures.seconds(line.waitMillis()));
        }
        table.lines().forEach(out::println);
        out.flush();
    }
}
