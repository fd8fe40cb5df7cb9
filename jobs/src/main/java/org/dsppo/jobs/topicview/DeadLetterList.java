package org.dsppo.jobs.topicview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;

/** The dead letters on their topic, from some time on, oldest first. */
public final class DeadLetterList {

    /**
     * A dead letter.
     *
     * @param atMillis when it was written
     */
    public record Entry(long atMillis, DeadLetter letter) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long undecodable;

    private DeadLetterList() {}

    /** Reads the topic to its present end. */
    public static DeadLetterList read(Properties connection, Topics topics, long sinceMillis) {
        DeadLetterList list = new DeadLetterList();
        new TopicScan(connection).read(topics.name(Topic.DEAD_LETTERS), sinceMillis, list::add);
        return list;
    }

    private void add(ConsumerRecord<String, byte[]> each) {
        try {
            DeadLetter letter = MessageCodecs.DEAD_LETTER.decode(each.value());
            entries.add(new Entry(each.timestamp(), letter));
            reasons.merge(letter.reason(), 1L, Long::sum);
        } catch (InvalidMessageException e) {
            undecodable++;
        }
    }

    /** Those of a reason, oldest first; of any reason for null. */
    public List<Entry> of(String reason) {
        return entries.stream()
                .filter(each -> reason == null || reason.equals(each.letter().reason()))
                .toList();
    }

    /** How many there are of each reason. */
    public Map<String, Long> reasons() {
        return reasons;
    }

    /** True if a reason is one of this version's, or was given by another. */
    public boolean knows(String reason) {
        return reasons.containsKey(reason) || DeadLetterReasons.known().contains(reason);
    }

    /** All reasons that may be asked for. */
    public List<String> knownReasons() {
        TreeSet<String> all = new TreeSet<>(DeadLetterReasons.known());
        all.addAll(reasons.keySet());
        return List.copyOf(all);
    }

    /** Records that are no dead letters. */
    public long undecodable() {
        return undecodable;
    }
}
