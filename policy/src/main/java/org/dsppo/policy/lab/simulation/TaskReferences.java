package org.dsppo.policy.lab.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.JsonLines.Line;
import org.dsppo.schemas.codec.NearestName;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** What the tasks of a file name, held against the catalogue they are to run on. */
final class TaskReferences {

    /** More rejections than that are counted only. */
    private static final int SHOWN = 10;

    private final Path file;
    private final List<String> clusters;
    private final List<String> cells;
    private final Collection<String> classes;

    TaskReferences(Path file, Catalogue catalogue) {
        this.file = file;
        this.clusters = catalogue.clusters().stream().map(ClusterSpec::id).toList();
        this.cells = catalogue.clusters().stream().map(ClusterSpec::cell).distinct().toList();
        this.classes = catalogue.classes().keySet();
    }

    /**
     * @throws InvalidFileException at the first task whose input lies in no cluster: nothing says
     *     how long its transfer takes
     */
    void requireOrigins(List<Line<TaskMessage>> lines) throws InvalidFileException {
        for (Line<TaskMessage> line : lines) {
            TaskSubmitted task = line.message().submitted();
            if (task != null && task.origin() != null && !clusters.contains(task.origin())) {
                throw new InvalidFileException(
                        file,
                        line.line(),
                        new InvalidMessageException(
                                "origin", quoted(task.origin()), oneOf(task.origin(), clusters)));
            }
        }
    }

    /**
     * Says which tasks can only be rejected.
     *
     * @param lines in order of time: of two tasks with one id the first is the task
     */
    void reportRejections(List<Line<TaskMessage>> lines, Consumer<String> warnings) {
        Map<String, TaskSubmitted> seen = new HashMap<>();
        List<String> rejections = new ArrayList<>();
        for (Line<TaskMessage> line : lines) {
            TaskSubmitted task = line.message().submitted();
            if (task == null) {
                continue;
            }
            String cell = line.message().cell();
            TaskSubmitted first =
                    cells.contains(cell) ? seen.putIfAbsent(task.taskId(), task) : null;
            String why = null;
            if (!cells.contains(cell)) {
                why = "cell is %s, expected %s".formatted(quoted(cell), oneOf(cell, cells));
            } else if (first != null) {
                why =
                        first.equals(task)
                                ? null
                                : "taskId is %s, expected no second task of that id with other content"
                                        .formatted(quoted(task.taskId()));
            } else if (task.strategies() == null && !classes.contains(task.taskClass())) {
                why =
                        "taskClass is %s, expected %s"
                                .formatted(
                                        quoted(task.taskClass()), oneOf(task.taskClass(), classes));
            }
            if (why != null) {
                rejections.add(
                        "%s, line %d: %s; task %s is rejected"
                                .formatted(file, line.line(), why, shortened(task.taskId())));
            }
        }
        rejections.stream().limit(SHOWN).forEach(warnings);
        if (rejections.size() > SHOWN) {
            warnings.accept(
                    "%s: %d more tasks are rejected".formatted(file, rejections.size() - SHOWN));
        }
    }

    private static String oneOf(String given, Collection<String> known) {
        List<String> names = List.copyOf(new TreeSet<>(known));
        String listed = shortened(String.join(", ", names));
        return (names.isEmpty() ? "one that the catalogue has" : "one of " + listed)
                + NearestName.hint(given, names);
    }

    private static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= 80 ? printable : printable.substring(0, 79) + "…";
    }
}
