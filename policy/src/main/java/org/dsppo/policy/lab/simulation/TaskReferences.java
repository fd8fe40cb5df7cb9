package org.dsppo.policy.lab.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
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
    private final List<String> resources;

    TaskReferences(Path file, Catalogue catalogue) {
        this.file = file;
        this.clusters = catalogue.clusters().stream().map(ClusterSpec::id).toList();
        this.cells = catalogue.clusters().stream().map(ClusterSpec::cell).distinct().toList();
        this.classes = catalogue.classes().keySet();
        this.resources = catalogue.resources();
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
            String why = problem(line.message(), seen);
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

    /** Why a task can only be rejected; null if it can run. */
    private String problem(TaskMessage message, Map<String, TaskSubmitted> seen) {
        TaskSubmitted task = message.submitted();
        String cell = message.cell();
        if (!cells.contains(cell)) {
            return "cell is %s, expected %s".formatted(quoted(cell), oneOf(cell, cells));
        }
        TaskSubmitted first = seen.putIfAbsent(task.taskId(), task);
        if (first != null) {
            return first.equals(task)
                    ? null
                    : "taskId is %s, expected no second task of that id with other content"
                            .formatted(quoted(task.taskId()));
        }
        if (task.deadlineAtMillis() != null && task.deadlineAtMillis() < task.submittedAtMillis()) {
            return "deadlineAtMillis is %d, expected none before submittedAtMillis, %d, in milliseconds both"
                    .formatted(task.deadlineAtMillis(), task.submittedAtMillis());
        }
        return task.strategies() == null
                ? problemOfClass(task.taskClass())
                : problemOfOwn(task.strategies());
    }

    private String problemOfClass(String taskClass) {
        return classes.contains(taskClass)
                ? null
                : "taskClass is %s, expected %s"
                        .formatted(quoted(taskClass), oneOf(taskClass, classes));
    }

    /** One strategy that names what the catalogue has is enough. */
    private String problemOfOwn(List<ExecutionStrategy> strategies) {
        String problem =
                "strategies is empty, expected at least one, or none given for the class's";
        for (ExecutionStrategy strategy : strategies) {
            Optional<String> unknown =
                    strategy.demand().keySet().stream()
                            .filter(resource -> !resources.contains(resource))
                            .findFirst();
            if (unknown.isEmpty()) {
                return null;
            }
            problem =
                    "demand of strategy %s is of %s, expected %s"
                            .formatted(
                                    quoted(strategy.id()),
                                    quoted(unknown.get()),
                                    oneOf(unknown.get(), resources));
        }
        return problem;
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
