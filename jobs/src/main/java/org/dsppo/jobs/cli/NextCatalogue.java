package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.jobs.catalogue.CatalogueChange;
import org.dsppo.jobs.catalogue.CatalogueImpact;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.PublishedCatalogue;
import org.dsppo.jobs.topicview.RecordedSystem;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;

/**
 * A catalogue that may come in force, and what that would change.
 *
 * @param catalogue the new one
 * @param published what the topic holds
 * @param change entries that differ
 * @param affected tasks that wait or run and would feel it
 */
record NextCatalogue(
        Catalogue catalogue,
        PublishedCatalogue published,
        CatalogueChange change,
        List<CatalogueImpact.Affected> affected) {

    /** Compares a catalogue with the topic. */
    static NextCatalogue of(Catalogue catalogue, KafkaOption kafka) {
        kafka.require(Topic.CATALOGUE, Topic.TASKS, Topic.DECISIONS, Topic.TASK_EVENTS);
        PublishedCatalogue published = kafka.catalogue();
        CatalogueChange change =
                CatalogueChange.between(published.entries(), CatalogueEntries.of(catalogue));
        boolean same = change.entries().isEmpty();
        List<CatalogueImpact.Affected> affected =
                same
                        ? List.of()
                        : new CatalogueImpact(change, published.catalogue(), catalogue)
                                .on(
                                        RecordedSystem.ofTasks(kafka.connection(), kafka.topics())
                                                .openTasks());
        return new NextCatalogue(catalogue, published, change, affected);
    }

    /** Keys that publishing deletes. */
    Set<String> stale() {
        Set<String> stale = new LinkedHashSet<>(published.keys());
        CatalogueEntries.of(catalogue).stream().map(CatalogueEntry::key).forEach(stale::remove);
        // What people said about nodes is no part of a catalogue.
        stale.removeIf(key -> key.startsWith("node-state/"));
        return stale;
    }

    /** Such as {@code 3 tasks that wait and 2 that run}. */
    String affectedInWords() {
        long waiting = affected.stream().filter(CatalogueImpact.Affected::waits).count();
        return "%d tasks that wait and %d that run".formatted(waiting, affected.size() - waiting);
    }

    Map<String, Object> asJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("catalogue", catalogue.name());
        fields.put("clusters", catalogue.clusters().size());
        fields.put("nodes", catalogue.nodes().size());
        fields.put("classes", catalogue.classes().size());
        fields.put("deletedEntries", stale().size());
        fields.put("changes", change.entries().stream().map(JsonOutput::fields).toList());
        fields.put("affectedTasks", affected.stream().map(JsonOutput::fields).toList());
        return fields;
    }

    /** Prints what changes and who feels it. */
    void print(PrintWriter out) {
        if (change.entries().isEmpty()) {
            out.println("no difference from the catalogue in force");
            return;
        }
        change.entries().forEach(each -> out.println(each.line()));
        if (affected.isEmpty()) {
            out.println("no task that waits or runs is affected");
            return;
        }
        out.println("affected: " + affectedInWords());
        TextTable table = new TextTable("task", "is", "because");
        affected.forEach(
                each ->
                        table.row(
                                each.taskId(),
                                each.waits() ? "waiting" : "running",
                                each.reason()));
        table.lines().forEach(out::println);
    }
}
