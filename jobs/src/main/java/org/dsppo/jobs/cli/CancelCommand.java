package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.run.TaskCheck;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
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
            description = "Cell the tasks were submitted to.")
    private String cell;

    @Parameters(paramLabel = "TASK", arity = "1..*", description = "Names of tasks.")
    private List<String> taskIds;

    @Override
    public Integer call() {
        long now = System.currentTimeMillis();
        List<TaskMessage> messages =
                taskIds.stream()
                        .map(id -> TaskMessage.of(new TaskCancelled(id, now, cell)))
                        .map(TaskCheck::require)
                        .toList();
        kafka.require(Topic.TASKS);
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            messages.forEach(sender::send);
            sender.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, Map.of("cancelled", taskIds));
        } else {
            taskIds.forEach(id -> out.println("asked to cancel " + id));
            out.flush();
        }
        return ExitCode.OK;
    }
}
