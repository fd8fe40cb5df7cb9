package org.dsppo.jobs.topicview;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.policyversion.PolicyStages;

/** What the topic of policies holds, and additions to it. */
public final class PolicyTopic {

    private final Properties connection;
    private final String topic;
    private final Map<String, byte[]> artefacts = new TreeMap<>();
    private final Map<String, PolicyStages> newest = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    /**
     * A stage record that was applied.
     *
     * @param atEpochMillis when it was written
     * @param record the record
     */
    public record Change(long atEpochMillis, PolicyStages record) {}

    private PolicyTopic(Properties connection, String topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /** Reads all of it. */
    public static PolicyTopic read(Properties connection, Topics topics) {
        PolicyTopic policies = new PolicyTopic(connection, topics.name(Topic.POLICIES));
        new TopicScan(connection).read(policies.topic, TopicScan.FROM_START, policies::add);
        return policies;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.key().indexOf('@') >= 0) {
            if (record.value() == null) {
                artefacts.remove(record.key());
            } else {
                artefacts.put(record.key(), record.value());
            }
        } else if (record.value() == null) {
            newest.remove(record.key());
        } else {
            addStages(record.timestamp(), record.value());
        }
    }

    private void addStages(long atEpochMillis, byte[] value) {
        try {
            PolicyStages record = MessageCodecs.POLICY_STAGES.decode(value);
            PolicyStages before = newest.get(record.name());
            if (before == null || before.revision() < record.revision()) {
                newest.put(record.name(), record);
                changes.add(new Change(atEpochMillis, record));
            }
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it; there is nothing to show.
        }
    }

    /** Artefacts by {@code name@version}. */
    public Map<String, byte[]> artefacts() {
        return artefacts;
    }

    /** The record that has the last word, or null if there is none. */
    public PolicyStages inForce() {
        return newest.values().stream()
                .max(Comparator.comparingLong(PolicyStages::revision))
                .orElse(null);
    }

    /** The record of the policy that decides, or null while the job's own policy does. */
    public PolicyStages deciding() {
        return newest.values().stream()
                .filter(PolicyStages::decides)
                .max(Comparator.comparingLong(PolicyStages::revision))
                .orElse(null);
    }

    /**
     * What a policy has a part in now: its record, less what newer records of other policies have
     * put an end to. A change that keeps this changes nothing else.
     */
    public PolicyStages standing(String name) {
        PolicyStages record = newest.get(name);
        if (record == null) {
            return new PolicyStages(name, 0, PolicyStages.NONE, null, null);
        }
        boolean decides = record.equals(deciding());
        boolean leads = record.equals(inForce());
        return new PolicyStages(
                name,
                record.revision(),
                decides ? record.active() : PolicyStages.NONE,
                leads ? record.canary() : null,
                leads ? record.shadow() : null,
                decides ? record.previous() : null,
                record.reason());
    }

    /** Records that were applied and are still there, oldest first. */
    public List<PolicyStages> history() {
        return changes.stream().map(Change::record).toList();
    }

    /** The same with the times at which they were written. */
    public List<Change> changes() {
        return changes;
    }

    /** A revision that is higher than all. */
    public long nextRevision() {
        PolicyStages last = inForce();
        return last == null ? 1 : last.revision() + 1;
    }

    /** The highest version of a policy that was published or named, 0 if there is none. */
    public int highestVersion(String name) {
        int highest = 0;
        for (String key : artefacts.keySet()) {
            int at = key.lastIndexOf('@');
            if (key.substring(0, at).equals(name)) {
                highest = Math.max(highest, versionIn(key.substring(at + 1)));
            }
        }
        PolicyStages record = newest.get(name);
        return record == null ? highest : Math.max(highest, record.active());
    }

    private static int versionIn(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Adds an artefact. */
    public void publish(String key, byte[] artefact, String checksum) {
        send(new ProducerRecord<>(topic, key, artefact), checksum);
    }

    /** Adds a stage record. */
    public void publish(PolicyStages record) {
        byte[] json = MessageCodecs.POLICY_STAGES.encode(record);
        send(new ProducerRecord<>(topic, record.name(), json), null);
    }

    private void send(ProducerRecord<String, byte[]> record, String checksum) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        if (checksum != null) {
            record.headers()
                    .add(new RecordHeader("sha256", checksum.getBytes(StandardCharsets.US_ASCII)));
        }
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            Future<?> sent = producer.send(record);
            producer.flush();
            sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailedException("interrupted", e);
        } catch (ExecutionException e) {
            throw new RunFailedException(
                    "Kafka did not take a record: " + e.getCause().getMessage(), e);
        }
    }
}
