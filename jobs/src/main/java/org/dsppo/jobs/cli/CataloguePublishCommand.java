package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo catalogue publish}. */
@Command(
        name = "publish",
        description = "Writes a catalogue to its topic and deletes the entries it replaces.",
        footer = {
            "",
            "Examples:",
            "  dsppo catalogue publish --cluster ii5",
            "  dsppo catalogue publish --cluster cluster.json --bootstrap-servers broker:9092"
        })
final class CataloguePublishCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ClusterOption cluster;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        Catalogue catalogue = cluster.catalogue();
        kafka.require(Topic.CATALOGUE);
        Set<String> stale = keysInForce();
        CatalogueEntries.of(catalogue).stream().map(CatalogueEntry::key).forEach(stale::remove);
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            stale.forEach(sender::delete);
            sender.send(catalogue);
            sender.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("catalogue", catalogue.name());
            fields.put("clusters", catalogue.clusters().size());
            fields.put("nodes", catalogue.nodes().size());
            fields.put("classes", catalogue.classes().size());
            fields.put("deletedEntries", stale.size());
            JsonOutput.print(out, fields);
        } else {
            out.printf(
                    "published %s: %d clusters, %d nodes, %d task classes; %d old entries deleted%n",
                    catalogue.name(),
                    catalogue.clusters().size(),
                    catalogue.nodes().size(),
                    catalogue.classes().size(),
                    stale.size());
            out.flush();
        }
        return ExitCode.OK;
    }

    private Set<String> keysInForce() {
        Set<String> keys = new LinkedHashSet<>();
        new TopicScan(kafka.connection())
                .read(
                        kafka.topics().name(Topic.CATALOGUE),
                        TopicScan.FROM_START,
                        entry -> {
                            if (entry.value() == null) {
                                keys.remove(entry.key());
                            } else {
                                keys.add(entry.key());
                            }
                        });
        keys.remove(null);
        return keys;
    }
}
