package org.dsppo.jobs.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes messages of one kind to one topic.
 *
 * @param topic full name of the topic
 * @param key key of a message's record
 * @param value encodes a message; a function, since codecs are not serialisable
 */
record MessageSchema<T>(
        String topic, SerializableFunction<T, String> key, SerializableFunction<T, byte[]> value)
        implements KafkaRecordSerializationSchema<T> {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T message, KafkaSinkContext context, Long timestampMillis) {
        byte[] encodedKey = key.apply(message).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, encodedKey, value.apply(message));
    }
}
