package org.dsppo.jobs.topicview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.deadletter.DeadLetter;

/** Dead letters that are about certain tasks. */
public final class TaskDeadLetters {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Set<String> taskIds;
    private final Map<String, List<DeadLetter>> byTask = new LinkedHashMap<>();

    private TaskDeadLetters(Set<String> taskIds) {
        this.taskIds = taskIds;
    }

    /** Reads the topic from a time on. */
    public static TaskDeadLetters read(
            Properties connection, Topics topics, long sinceEpochMillis, Set<String> taskIds) {
        TaskDeadLetters found = new TaskDeadLetters(taskIds);
        DeadLetterList.read(connection, topics, sinceEpochMillis)
                .of(null)
                .forEach(each -> found.add(each.letter()));
        return found;
    }

    private void add(DeadLetter letter) {
        for (String taskId : taskIds) {
            if (isAbout(letter.payload(), taskId)) {
                byTask.computeIfAbsent(taskId, id -> new ArrayList<>()).add(letter);
            }
        }
    }

    private static boolean isAbout(String payload, String taskId) {
        if (payload == null) {
            return false;
        }
        try {
            return MAPPER.readTree(payload).path("taskId").asText().equals(taskId);
        } catch (JsonProcessingException e) {
            // Cut off or malformed, but the name may be in it.
            return payload.contains('"' + taskId + '"');
        }
    }

    /** The dead letters about a task, oldest first. */
    public List<DeadLetter> of(String taskId) {
        return byTask.getOrDefault(taskId, List.of());
    }

    /** The same in words, empty if there is none. */
    public String inWords(String taskId) {
        List<DeadLetter> letters = of(taskId);
        return letters.isEmpty()
                ? ""
                : letters.stream()
                        .map(TaskDeadLetters::inWords)
                        .distinct()
                        .collect(
                                Collectors.joining(
                                        "; ",
                                        "; %d dead letter%s: "
                                                .formatted(
                                                        letters.size(),
                                                        letters.size() == 1
                                                                ? " is about it"
                                                                : "s are about it"),
                                        ""));
    }

    /** Reason and detail of one. */
    public static String inWords(DeadLetter letter) {
        return "%s, %s (%s, partition %d, offset %d)"
                .formatted(
                        letter.reason(),
                        letter.detail(),
                        letter.source(),
                        letter.partition(),
                        letter.offset());
    }
}
