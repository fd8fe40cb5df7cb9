package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.run.TaskCheck;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.JsonLines;
import org.dsppo.schemas.codec.MessageCodecs;
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
        description = "Submits one task, or all of a file, now.",
        footer = {
            "",
            "Examples:",
            "  dsppo submit --class ai",
            "  dsppo submit --class ai --task-id job-17 --priority 5 --deadline 10m",
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
        long now = System.currentTimeMillis();
        List<TaskSubmitted> tasks = what.file != null ? read(now) : List.of(one(now));
        kafka.require(Topic.TASKS);
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            tasks.forEach(task -> sender.send(TaskMessage.of(task)));
            sender.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> taskIds = tasks.stream().map(TaskSubmitted::taskId).toList();
        if (json.isSet()) {
            JsonOutput.print(out, Map.of("submitted", taskIds));
        } else {
            taskIds.forEach(id -> out.println("submitted " + id));
            out.flush();
        }
        return ExitCode.OK;
    }

    private TaskSubmitted one(long now) {
        TaskSubmitted task =
                new TaskSubmitted(
                        taskId == null ? "task-" + UUID.randomUUID() : taskId,
                        now,
                        what.taskClass,
                        priority,
                        runtimeScale,
                        deadline(now),
                        origin,
                        inputBytes,
                        cell,
                        tenant,
                        null);
        return TaskCheck.require(task);
    }

    private Long deadline(long now) {
        if (deadline == null) {
            return null;
        }
        try {
            return now + DurationText.parseMillis(deadline);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--deadline: " + e.getMessage(), e);
        }
    }

    private List<TaskSubmitted> read(long now) {
        try {
            List<TaskSubmitted> tasks =
                    JsonLines.read(what.file, MessageCodecs.TASK_SUBMITTED).stream()
                            .map(task -> task.submittedAt(now))
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
            throw new UserErrorException("--tasks cannot be read: " + e, e);
        } catch (InvalidFileException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
