package org.dsppo.jobs.topicview;

import java.util.List;
import java.util.Map;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.operators.deadletter.DeadLetters;

/** What the reasons of dead letters mean, and what helps. */
public final class DeadLetterReasons {

    private record Meaning(String words, String remedy) {}

    private static final Map<String, Meaning> MEANINGS =
            Map.of(
                    DeadLetters.MALFORMED,
                    new Meaning(
                            "the record is no JSON object",
                            "find the sender, and have it write one JSON object in UTF-8 per record"),
                    DeadLetters.INVALID,
                    new Meaning(
                            "a field is missing, of the wrong type or out of range",
                            "mend the field that is named and send the record again"),
                    DeadLetters.CONFLICTING_CONTENT,
                    new Meaning(
                            "a task id came again with other content; the first one counts",
                            "send the other task under an id of its own"));

    /** How else records of a topic come about than by hand. */
    private static final Map<Topic, String> WRITERS =
            Map.of(
                    Topic.TASKS, "'dsppo submit' and 'dsppo replay' write valid ones",
                    Topic.CATALOGUE, "'dsppo catalogue publish' writes valid ones",
                    Topic.POLICIES, "'dsppo policy' writes valid ones",
                    Topic.TELEMETRY, "compare node-telemetry.schema.json",
                    Topic.TASK_EVENTS, "compare task-event.schema.json",
                    Topic.ALLOCATIONS, "compare allocation.schema.json");

    private DeadLetterReasons() {}

    /** The reasons that this version gives. */
    public static List<String> known() {
        return MEANINGS.keySet().stream().sorted().toList();
    }

    /** A reason in plain words. */
    public static String inWords(String reason) {
        Meaning meaning = MEANINGS.get(reason);
        return meaning == null ? "a reason that this version does not know" : meaning.words();
    }

    /**
     * What to do about a dead letter.
     *
     * @param source topic it came from
     */
    public static String remedy(String reason, String source) {
        Meaning meaning = MEANINGS.get(reason);
        String remedy = meaning == null ? "read the detail" : meaning.remedy();
        if (DeadLetters.CONFLICTING_CONTENT.equals(reason)) {
            return remedy;
        }
        for (Topic topic : Topic.values()) {
            String suffix = topic.name("");
            if (source.endsWith(suffix) && WRITERS.containsKey(topic)) {
                return remedy + "; " + WRITERS.get(topic);
            }
        }
        return remedy;
    }
}
