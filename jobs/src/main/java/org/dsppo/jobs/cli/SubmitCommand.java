package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.run.TaskCheck;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.run.UnknownClasses;
import org.dsppo.jobs.topicview.Submissions;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.JsonLines;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo submit}: tasks for a running scheduler, all at once and now. */
@Command(
        name = "submit",
        description = {
            "Submits one task, or all of a file, now.",
            "One that was submitted before with the same content is not sent again; one of the same"
                    + " name with other content is refused."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo submit --class ai",
            "  dsppo submit --class ai --task-id job-17 --priority 5 --deadline 10m",
            "  dsppo submit --class ai --payload '{\"command\":[\"/opt/detect\",\"a.jpg\"]}'",
            "  dsppo submit --tasks tasks.jsonl"
        })
final class SubmitCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(
            names = "--task-id",
            paramLabel = "ID",
            description = "Name of the task. Default: one made up")
    private String taskId;

    @Option(
            names = "--priority",
            paramLabel = "N",
            defaultValue = "0",
            description = "Higher first. Default: ${DEFAULT-VALUE}")
    private int priority;

    @Option(
            names = "--runtime-scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Factor on the run times of the class. Default: ${DEFAULT-VALUE}")
    private double runtimeScale;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Reject the task if it still waits then, such as 10m from now.")
    private String deadline;

    @Option(
            names = "--origin",
            paramLabel = "CLUSTER",
            description = "Cluster that holds the input.")
    private String origin;

    @Option(
            names = "--input-bytes",
            paramLabel = "N",
            defaultValue = "0",
            description = "Size of the input. Default: ${DEFAULT-VALUE}")
    private long inputBytes;

    @Option(names = "--cell", paramLabel = "NAME", description = "Cell that schedules the task.")
    private String cell;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Owner, for accounting.")
    private String tenant;

    @Option(
            names = "--payload",
            paramLabel = "JSON",
            description =
                    "What to run, for the executor: an object such as {\"command\":[\"date\"]}.")
    private String payload;

    /** A class or a file. */
    static final class What {
        @Option(names = "--class", paramLabel = "NAME", description = "Class of the task.")
        private String taskClass;

        @Option(
                names = "--tasks",
                paramLabel = "FILE",
                description = "Submit the tasks of a tasks.jsonl file; their times are ignored.")
        private Path file;
    }

    @Override
    public Integer call() {
        // Their times are set when they are sent; whether they are well-formed is told at once.
        List<TaskSubmitted> tasks = what.file != null ? read() : List.of(one());
        kafka.require(Topic.TASKS, Topic.CATALOGUE);
        // A made-up id is nobody else's, and looking through the topic takes time.
        boolean named = what.file != null || taskId != null;
        Resubmission earlier =
                named ? Resubmission.among(tasks, submitted()) : Resubmission.none(tasks);
        earlier.refuseOtherContent();
        Set<String> unknownClasses = unknownClasses(earlier.fresh());
        List<String> sent = earlier.fresh().stream().map(TaskSubmitted::taskId).toList();
        send(earlier.fresh());
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("submitted", sent);
            fields.put("alreadySubmitted", earlier.repeated());
            fields.put("unknownClasses", unknownClasses);
            JsonOutput.print(spec.commandLine().getOut(), fields);
        } else {
            PrintWriter out = spec.commandLine().getOut();
            sent.forEach(id -> out.println("submitted " + id));
            earlier.repeated()
                    .forEach(
                            id ->
                                    out.println(
                                            id
                                                    + " was submitted before with this content; nothing"
                                                    + " was sent"));
            out.flush();
        }
        return ExitCode.OK;
    }

    private void send(List<TaskSubmitted> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            tasks.forEach(
                    task ->
                            sender.send(
                                    TaskMessage.of(task.submittedAt(System.currentTimeMillis()))));
            sender.flush();
        }
    }

    /** First submissions on the topic, by id. */
    private Map<String, TaskSubmitted> submitted() {
        return Submissions.read(kafka.connection(), kafka.topics());
    }

    /** Classes that the catalogue in force lacks; says so, and goes on. */
    private Set<String> unknownClasses(List<TaskSubmitted> tasks) {
        Optional<Catalogue> catalogue = kafka.catalogue().catalogue();
        PrintWriter err = spec.commandLine().getErr();
        if (catalogue.isEmpty()) {
            err.println(
                    "warning: the topic of the catalogue holds none that is complete; tasks wait for"
                            + " one: dsppo catalogue publish");
            err.flush();
            return Set.of();
        }
        Set<String> unknown = UnknownClasses.of(tasks, catalogue.get());
        UnknownClasses.warn(unknown, catalogue.get(), err);
        return unknown;
    }

    private TaskSubmitted one() {
        TaskSubmitted task =
                new TaskSubmitted(
                        taskId == null ? "task-" + UUID.randomUUID() : taskId,
                        0,
                        what.taskClass,
                        priority,
                        runtimeScale,
                        deadlineAfterMillis(),
                        origin,
                        inputBytes,
                        cell,
                        tenant,
                        null,
                        payload());
        return TaskCheck.require(task);
    }

    private Payload payload() {
        try {
            return payload == null
                    ? null
                    : MessageCodecs.PAYLOAD.decode(payload.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidMessageException e) {
            throw new UserErrorException("--payload: " + e.getMessage(), e);
        }
    }

    private Long deadlineAfterMillis() {
        if (deadline == null) {
            return null;
        }
        try {
            return DurationText.parseMillis(deadline);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--deadline: " + e.getMessage(), e);
        }
    }

    private List<TaskSubmitted> read() {
        try {
            List<TaskSubmitted> tasks =
                    JsonLines.read(what.file, MessageCodecs.TASK_SUBMITTED, Warnings.of(spec))
                            .stream()
                            .map(line -> line.message().submittedAt(0))
                            .toList();
            if (tasks.isEmpty()) {
                throw new UserErrorException(
                        "--tasks is %s, which has no task; expected at least one"
                                .formatted(what.file));
            }
            return tasks;
        } catch (NoSuchFileException e) {
            throw new UserErrorException(
                    "--tasks is %s, expected a file that exists".formatted(what.file), e);
        } catch (IOException e) {
            throw new UserErrorException("--tasks cannot be read: " + IoProblem.inWords(e), e);
        } catch (InvalidFileException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
