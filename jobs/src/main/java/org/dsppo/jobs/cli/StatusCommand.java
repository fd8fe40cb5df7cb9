package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.jobs.topicview.SystemStatus;
import org.dsppo.jobs.topicview.TaskDeadLetters;
import org.dsppo.jobs.topicview.TaskHistory;
import org.dsppo.schemas.node.NodeTelemetry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo status}: what a running system is doing, as its topics tell. */
@Command(
        name = "status",
        description = "Shows what became of a task, or how a running system is.",
        footer = {
            "",
            "Examples:",
            "  dsppo status job-17",
            "  dsppo status --since 10m",
            "  dsppo status --json",
            "",
            "Reads topics from --since ago to their present ends; what is older is not seen. Whether the job",
            "lives is told by its last summary and decision, whenever they were written."
        })
final class StatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private SinceOption since;
    @Mixin private JsonOption json;

    @Parameters(
            paramLabel = "TASK",
            arity = "0..1",
            description = "A task; without it, a summary of the system.")
    private String taskId;

    @Override
    public Integer call() {
        long from = since.fromEpochMillis();
        kafka.require(
                Topic.TASKS,
                Topic.DECISIONS,
                Topic.TASK_EVENTS,
                Topic.TELEMETRY,
                Topic.DEAD_LETTERS,
                Topic.SUMMARIES);
        SystemStatus status = SystemStatus.read(kafka.connection(), kafka.topics(), from, taskId);
        JobSigns job = JobSigns.read(kafka.connection(), kafka.topics());
        if (taskId != null) {
            TaskDeadLetters letters =
                    TaskDeadLetters.read(kafka.connection(), kafka.topics(), from, Set.of(taskId));
            printTask(status.of(taskId), letters, job, System.currentTimeMillis());
        } else {
            printSystem(status, job, System.currentTimeMillis());
        }
        return ExitCode.OK;
    }

    private void printTask(TaskHistory history, TaskDeadLetters letters, JobSigns job, long now) {
        if (history.isEmpty()) {
            throw new UserErrorException(
                    "task %s is unknown, expected one that was submitted in the last %s%s"
                            .formatted(taskId, since.text(), letters.inWords(taskId)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>(history.asJson(taskId));
            fields.put("deadLetters", letters.of(taskId).stream().map(JsonOutput::fields).toList());
            fields.put("job", job.asJson(now));
            JsonOutput.print(out, fields);
            return;
        }
        out.println(taskId + " is " + history.state());
        if (job.isSilent(now) && !history.isEnded()) {
            out.println(job.describe(now));
        }
        TextTable table = new TextTable("at", "what", "attempt", "node", "strategy", "detail");
        for (TaskHistory.Step step : history.steps()) {
            table.row(
                    Instant.ofEpochMilli(step.atMillis()).toString(),
                    step.what(),
                    step.attempt() == 0 ? "" : Integer.toString(step.attempt()),
                    text(step.node()),
                    text(step.strategy()),
                    text(step.detail()));
        }
        table.lines().forEach(out::println);
        letters.of(taskId)
                .forEach(each -> out.println("dead letter: " + TaskDeadLetters.inWords(each)));
        out.flush();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private void printSystem(SystemStatus status, JobSigns job, long now) {
        Map<String, Object> tasks = new LinkedHashMap<>();
        status.taskCounts()
                .forEach((state, count) -> tasks.put(state.name().toLowerCase(Locale.ROOT), count));
        long draining = status.nodes().values().stream().filter(NodeTelemetry::draining).count();
        long running =
                status.nodes().values().stream().mapToLong(node -> node.running().size()).sum();
        long oldest =
                status.nodes().values().stream()
                        .mapToLong(node -> now - node.reportedAtMillis())
                        .max()
                        .orElse(0);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("job", job.asJson(now));
            fields.put("tasks", tasks);
            fields.put("nodes", status.nodes().size());
            fields.put("drainingNodes", draining);
            fields.put("runningOnNodes", running);
            fields.put("oldestReportAgeMillis", oldest);
            fields.put("deadLetters", status.deadLetters());
            fields.put("unreadableRecords", status.undecodable());
            JsonOutput.print(out, fields);
            return;
        }
        out.println(job.describe(now));
        job.details().forEach(out::println);
        out.printf("since %s ago%n", since.text());
        TextTable table = new TextTable("tasks", "");
        tasks.forEach((state, count) -> table.row(state, String.valueOf(count)));
        table.lines().forEach(out::println);
        out.printf(
                "nodes: %d reporting, %d draining, %d attempts running, oldest report %s ago%n",
                status.nodes().size(), draining, running, Figures.seconds(oldest));
        out.printf(
                "dead letters: %d, unreadable records: %d%n",
                status.deadLetters(), status.undecodable());
        if (status.deadLetters() > 0) {
            out.println("'dsppo dead-letters' lists them");
        }
        out.flush();
    }
}
