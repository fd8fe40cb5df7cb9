package org.dsppo.jobs.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dsppo.jobs.catalogue.CatalogueChange.Entry;
import org.dsppo.jobs.catalogue.CatalogueChange.What;
import org.dsppo.jobs.run.ClassFit;
import org.dsppo.jobs.topicview.OpenTask;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Which tasks that wait or run a change of the catalogue is felt by. */
public final class CatalogueImpact {

    private final CatalogueChange change;
    private final Optional<Catalogue> before;
    private final Catalogue after;

    /**
     * A task with why it is affected.
     *
     * @param waits false if a node has it
     */
    public record Affected(String taskId, boolean waits, String reason) {}

    /**
     * @param before the catalogue in force, empty if none is complete
     */
    public CatalogueImpact(CatalogueChange change, Optional<Catalogue> before, Catalogue after) {
        this.change = change;
        this.before = before;
        this.after = after;
    }

    /** Those of some tasks that are affected, each with the first reason found. */
    public List<Affected> on(List<OpenTask> tasks) {
        List<Affected> affected = new ArrayList<>();
        for (OpenTask each : tasks) {
            String reason = reason(each);
            if (reason != null) {
                affected.add(new Affected(each.task().taskId(), each.waits(), reason));
            }
        }
        return affected;
    }

    private String reason(OpenTask open) {
        TaskSubmitted task = open.task();
        if (!open.waits()) {
            String place = text("its node", of(CatalogueEntryKind.NODE, open.decision().node()));
            if (place == null) {
                String cluster = open.decision().cluster();
                place = text("its cluster", of(CatalogueEntryKind.CLUSTER, cluster));
            }
            if (place != null) {
                return place;
            }
        }
        if (task.strategies() == null) {
            String ofClass = text("its class", of(CatalogueEntryKind.CLASS, task.taskClass()));
            if (ofClass != null) {
                return ofClass;
            }
        }
        if (open.waits() && before.isPresent() && fits(before.get(), task) && !fits(after, task)) {
            return "no node is left that it fits on";
        }
        return text("its origin", of(CatalogueEntryKind.CLUSTER, task.origin()));
    }

    /** What is new was in nobody's way. */
    private Entry of(CatalogueEntryKind kind, String name) {
        Entry entry = name == null ? null : change.of(kind, name);
        return entry == null || entry.what() == What.ADDED ? null : entry;
    }

    private static String text(String what, Entry entry) {
        return entry == null
                ? null
                : "%s %s is %s"
                        .formatted(
                                what, entry.name(), entry.what().name().toLowerCase(Locale.ROOT));
    }

    private static boolean fits(Catalogue catalogue, TaskSubmitted task) {
        List<ExecutionStrategy> strategies =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().getOrDefault(task.taskClass(), List.of());
        return ClassFit.fitsSomewhere(strategies, cell(catalogue, TaskMessage.of(task).cell()));
    }

    private static Catalogue cell(Catalogue catalogue, String cell) {
        Set<String> clusters =
                catalogue.clusters().stream()
                        .filter(each -> each.cell().equals(cell))
                        .map(ClusterSpec::id)
                        .collect(Collectors.toSet());
        return new Catalogue(
                catalogue.name(),
                catalogue.resources(),
                catalogue.accelerators(),
                catalogue.clusters(),
                catalogue.nodes().stream()
                        .filter(node -> clusters.contains(node.cluster()))
                        .toList(),
                Map.copyOf(catalogue.classes()));
    }
}
