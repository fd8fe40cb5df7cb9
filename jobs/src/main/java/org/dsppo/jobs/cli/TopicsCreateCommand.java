package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.TopicReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo topics create}. */
@Command(
        name = "create",
        description = "Creates the topics that are missing and leaves the others as they are.",
        footer = {
            "",
            "Examples:",
            "  dsppo topics create --bootstrap-servers broker:9092 --partitions 8 --replication 3",
            "",
            "Exits with 1 if a topic that exists has other partitions or clean-up than it should."
        })
final class TopicsCreateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Partitions of the topics that carry traffic; the others get one."
                            + " Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Copies of each partition. Default: the brokers' default")
    private short replication;

    @Override
    public Integer call() {
        if (partitions < 1) {
            throw new UserErrorException(
                    "--partitions is %d, expected at least 1".formatted(partitions));
        }
        TopicReport report;
        try (Admin admin = kafka.admin()) {
            report = kafka.topics().create(admin, partitions, replication);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>(JsonOutput.fields(report));
            JsonOutput.print(out, fields);
        } else {
            report.created().forEach(topic -> out.println("created " + topic));
            report.existing().forEach(topic -> out.println("exists  " + topic));
            report.mismatches().forEach(line -> out.println("differs: " + line));
            out.flush();
        }
        return report.mismatches().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
