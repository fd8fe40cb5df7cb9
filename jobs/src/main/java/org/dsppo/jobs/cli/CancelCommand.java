package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.run.TaskCheck;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.topicview.RecordedSystem;
import org.dsppo.jobs.topicview.TaskDeadLetters;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo cancel}: withdraws tasks. */
@Command(
        name = "cancel",
        description = "Withdraws tasks: a waiting one is rejected, a running one stopped.",
        footer = {
            "",
            "Examples:",
            "  dsppo cancel job-17",
            "  dsppo cancel job-17 job-18 --cell west"
        })
final class CancelCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            description = "Cell the tasks were submitted to. Default: what each submission says")
    private String cell;

    @Parameters(paramLabel = "TASK", arity = "1..*", description = "Names of tasks.")
    private List<String> taskIds;

    @Override
    public Integer call() {
        kafka.require(Topic.TASKS, Topic.DECISIONS, Topic.TASK_EVENTS, Topic.DEAD_LETTERS);
        RecordedSystem recorded = RecordedSystem.ofTasks(kafka.connection(), kafka.topics());
        List<String> asked = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<TaskMessage> messages = new ArrayList<>();
        for (String id : taskIds) {
            TaskSubmitted task = recorded.task(id);
            PlacementDecision decision = recorded.decisionOf(id);
            if (task == null && decision == null) {
                unknown.add(id);
            } else if (recorded.isOver(id)) {
                ended.add(id);
            } else {
                asked.add(id);
                // The submission may be older than what its topic keeps.
                messages.add(withdrawal(id, task == null ? decision.cell() : task.cell()));
            }
        }
        send(messages);
        print(asked, ended, unknown);
        if (!unknown.isEmpty()) {
            throw new UserErrorException(inWords(unknown));
        }
        return ExitCode.OK;
    }

    private TaskMessage withdrawal(String taskId, String ofTask) {
        return TaskCheck.require(
                TaskMessage.of(
                        new TaskCancelled(
                                taskId, System.currentTimeMillis(), cell == null ? ofTask : cell)));
    }

    private void send(List<TaskMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            messages.forEach(sender::send);
            sender.flush();
        }
    }

    private void print(List<String> asked, List<String> ended, List<String> unknown) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("cancelled", asked);
            fields.put("alreadyEnded", ended);
            fields.put("unknown", unknown);
            JsonOutput.print(out, fields);
        } else {
            asked.forEach(id -> out.println("asked to cancel " + id));
            ended.forEach(id -> out.println(id + " has ended already; nothing was sent"));
            out.flush();
        }
    }

    private String inWords(List<String> unknown) {
        TaskDeadLetters letters =
                TaskDeadLetters.read(
                        kafka.connection(),
                        kafka.topics(),
                        TopicScan.FROM_START,
                        Set.copyOf(unknown));
        return unknown.stream()
                .map(
                        id ->
                                "task %s is unknown, expected one that was submitted%s"
                                        .formatted(id, letters.inWords(id)))
                .collect(Collectors.joining("; "));
    }
}
