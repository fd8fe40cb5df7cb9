package org.dsppo.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.console.JsonDifferences;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Which of some tasks were submitted before. When is not part of the content; how long a deadline
 * is off at submission is.
 *
 * @param fresh those to send
 * @param repeated names of those that are there already
 * @param conflicts by name, in what a task differs from the one that is there
 */
record Resubmission(
        List<TaskSubmitted> fresh, List<String> repeated, Map<String, List<String>> conflicts) {

    /** Nothing is known of them. */
    static Resubmission none(List<TaskSubmitted> tasks) {
        return new Resubmission(tasks, List.of(), Map.of());
    }

    /**
     * @param submitted first submissions by name
     */
    static Resubmission among(List<TaskSubmitted> tasks, Map<String, TaskSubmitted> submitted) {
        Map<String, TaskSubmitted> known = new LinkedHashMap<>(submitted);
        List<TaskSubmitted> fresh = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        Map<String, List<String>> conflicts = new LinkedHashMap<>();
        for (TaskSubmitted task : tasks) {
            TaskSubmitted before = known.putIfAbsent(task.taskId(), task);
            if (before == null) {
                fresh.add(task);
            } else if (before.submittedAt(0).equals(task.submittedAt(0))) {
                repeated.add(task.taskId());
            } else {
                conflicts.put(task.taskId(), differences(before, task));
            }
        }
        return new Resubmission(fresh, repeated, conflicts);
    }

    private static List<String> differences(TaskSubmitted before, TaskSubmitted task) {
        return JsonDifferences.between(
                JsonDifferences.tree(encoded(before)), JsonDifferences.tree(encoded(task)));
    }

    private static byte[] encoded(TaskSubmitted task) {
        return MessageCodecs.TASK_MESSAGE.encode(TaskMessage.of(task.submittedAt(0)));
    }

    /**
     * @throws UserErrorException if a name is taken by a task of other content
     */
    void refuseOtherContent() {
        if (conflicts.isEmpty()) {
            return;
        }
        Map.Entry<String, List<String>> first = conflicts.entrySet().iterator().next();
        throw new UserErrorException(
                "task %s was submitted before with other content (%s)%s, expected a name that is not"
                                .formatted(
                                        first.getKey(),
                                        String.join("; ", first.getValue()),
                                        conflicts.size() == 1
                                                ? ""
                                                : ", as were %d more"
                                                        .formatted(conflicts.size() - 1))
                        + " taken; nothing was sent");
    }
}
