package org.dsppo.jobs.kafka;

import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.dsppo.operators.decode.RawRecord;
import org.dsppo.operators.lifecycle.PolicyRecord;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;

/** Sources and sinks on the scheduler's topics. */
public final class KafkaWiring {
    // Kafka's own default of 5 ms is half of what a decision takes from end to end.
    private static final String LINGER_MILLIS = "1";

    private final KafkaSettings settings;

    /**
     * @param settings how to talk to Kafka
     */
    public KafkaWiring(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads a topic of events from where the consumer group left off, or from its start the first
     * time. A savepoint brings offsets of its own.
     */
    // Deprecated in Kafka's clients, and still the only type that Flink's connector takes.
    @SuppressWarnings("deprecation")
    public KafkaSource<RawRecord> events(Topic topic) {
        return source(topic, OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
    }

    /** Reads a compacted topic, all of it: what was read before is part of what is in force. */
    public KafkaSource<RawRecord> table(Topic topic) {
        return source(topic, OffsetsInitializer.earliest());
    }

    private KafkaSource<RawRecord> source(Topic topic, OffsetsInitializer start) {
        return KafkaSource.<RawRecord>builder()
                .setProperties(settings.connection())
                .setTopics(settings.topics().name(topic))
                .setGroupId(settings.groupId())
                .setClientIdPrefix(settings.groupId() + "-" + topic.concern())
                .setStartingOffsets(start)
                .setDeserializer(new RawRecordSchema())
                .build();
    }

    /** Writes decisions by task, so that the records of a task keep their order. */
    public KafkaSink<PlacementDecision> decisions() {
        return sink(
                Topic.DECISIONS,
                decision ->
                        decision.kind() == DecisionKind.EPOCH ? decision.cell() : decision.taskId(),
                decision -> MessageCodecs.PLACEMENT_DECISION.encode(decision));
    }

    /** Writes summaries by cell. */
    public KafkaSink<CellSummary> summaries() {
        return sink(
                Topic.SUMMARIES,
                CellSummary::cell,
                summary -> MessageCodecs.CELL_SUMMARY.encode(summary));
    }

    /** Writes decisions for training by cell, so that the segments of a cell keep their order. */
    public KafkaSink<RolloutSegment> rollouts() {
        return sink(
                Topic.ROLLOUTS,
                RolloutSegment::cell,
                segment -> MessageCodecs.ROLLOUT_SEGMENT.encode(segment));
    }

    /** Writes stages and artefacts under their keys. */
    public KafkaSink<PolicyRecord> policies() {
        return sink(
                Topic.POLICIES,
                PolicyRecord::key,
                record ->
                        record.stages() != null
                                ? MessageCodecs.POLICY_STAGES.encode(record.stages())
                                : record.artefact());
    }

    /** Writes allocations by node, so that the records of a node keep their order. */
    public KafkaSink<Allocation> allocations() {
        return sink(
                Topic.ALLOCATIONS,
                Allocation::nodeId,
                allocation -> MessageCodecs.ALLOCATION.encode(allocation));
    }

    /** Writes dead letters by the topic they came from. */
    public KafkaSink<DeadLetter> deadLetters() {
        return sink(
                Topic.DEAD_LETTERS,
                DeadLetter::source,
                letter -> MessageCodecs.DEAD_LETTER.encode(letter));
    }

    private <T> KafkaSink<T> sink(
            Topic topic,
            SerializableFunction<T, String> key,
            SerializableFunction<T, byte[]> value) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.putAll(settings.connection());
        KafkaSinkBuilder<T> builder =
                KafkaSink.<T>builder()
                        .setDeliveryGuarantee(settings.guarantee())
                        .setRecordSerializer(
                                new MessageSchema<>(settings.topics().name(topic), key, value));
        if (settings.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            properties.setProperty(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Long.toString(settings.transactionTimeoutMillis()));
            builder.setTransactionalIdPrefix(
                    settings.transactionalIdPrefix() + "-" + topic.concern());
        }
        return builder.setKafkaProducerConfig(properties).build();
    }
}
