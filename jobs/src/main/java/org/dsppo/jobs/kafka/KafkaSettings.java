package org.dsppo.jobs.kafka;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How the job talks to Kafka.
 *
 * @param bootstrapServers brokers to ask first
 * @param topicPrefix what topic names start with
 * @param groupId consumer group that offsets are committed under
 * @param guarantee how records are written
 * @param transactionalIdPrefix start of the transaction names, for exactly-once
 * @param transactionTimeoutMillis after which brokers abort a transaction, for exactly-once
 * @param clientProperties further settings of every client, such as those of security
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        String groupId,
        DeliveryGuarantee guarantee,
        String transactionalIdPrefix,
        long transactionTimeoutMillis,
        Map<String, String> clientProperties) {

    /** The names of the topics. */
    Topics topics() {
        return new Topics(topicPrefix);
    }

    /** What every client needs to connect. */
    public Properties connection() {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
