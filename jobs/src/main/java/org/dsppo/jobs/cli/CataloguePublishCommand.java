package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.run.TaskSender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo catalogue publish}. */
@Command(
        name = "publish",
        description = {
            "Writes a catalogue to its topic and deletes the entries it replaces.",
            "One that waiting or running tasks would feel is written with --force only."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo catalogue publish --cluster ii5",
            "  dsppo catalogue publish --cluster cluster.json --dry-run",
            "  dsppo catalogue publish --cluster cluster.json --bootstrap-servers broker:9092"
        })
final class CataloguePublishCommand implements Callable<Integer> {

    private static final int NAMED_TASKS = 3;

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Option(
            names = "--cluster",
            paramLabel = "FILE|NAME",
            required = true,
            description = "The catalogue: a cluster.json file, ii5 or i3.")
    private String cluster;

    @Option(
            names = "--dry-run",
            description = "Say what would change and which tasks would feel it, and write nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Publish even if tasks that wait or run feel it.")
    private boolean force;

    @Override
    public Integer call() {
        NextCatalogue next = NextCatalogue.of(ClusterOption.named(cluster, spec), kafka);
        if (!dryRun) {
            requireHarmless(next);
            write(next);
        }
        print(next);
        return ExitCode.OK;
    }

    private void requireHarmless(NextCatalogue next) {
        if (force || next.affected().isEmpty()) {
            return;
        }
        String named =
                String.join(
                        ", ",
                        next.affected().stream()
                                .limit(NAMED_TASKS)
                                .map(each -> each.taskId() + ": " + each.reason())
                                .toList());
        throw new UserErrorException(
                "nothing was written, since %s would feel it (%s%s), expected --force; 'dsppo catalogue"
                                .formatted(
                                        next.affectedInWords(),
                                        named,
                                        next.affected().size() > NAMED_TASKS ? ", …" : "")
                        + " diff' lists them");
    }

    private void write(NextCatalogue next) {
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            next.stale().forEach(sender::delete);
            sender.send(next.catalogue());
            sender.flush();
        }
    }

    private void print(NextCatalogue next) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = next.asJson();
            fields.put("written", !dryRun);
            JsonOutput.print(out, fields);
            return;
        }
        if (dryRun) {
            next.print(out);
            out.println(
                    next.affected().isEmpty()
                            ? "nothing was written"
                            : "nothing was written; publishing it needs --force");
        } else {
            out.printf(
                    "published %s: %d clusters, %d nodes, %d task classes; %d old entries deleted%n",
                    next.catalogue().name(),
                    next.catalogue().clusters().size(),
                    next.catalogue().nodes().size(),
                    next.catalogue().classes().size(),
                    next.stale().size());
        }
        out.flush();
    }
}
