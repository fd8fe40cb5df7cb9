package org.dsppo.jobs.options;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.kafka.KafkaSettings;
import org.dsppo.policy.engine.EngineOptions;

/**
 * The options of the placement job, checked.
 *
 * @param kafka how the job talks to Kafka
 * @param policy name of what decides, with its options
 * @param engine rules of the placement engine, at the speed asked for
 * @param decisionDelayMillis how long input is gathered before a decision
 * @param suspectAfterMillis a node silent for this long gets nothing new
 * @param downAfterMillis a node silent for this long is lost
 * @param forgetAfterMillis a node silent for this long is dropped
 * @param refreshIntervalMillis how often an unchanged node is passed on
 * @param summaryWindowMillis length of the windows that summaries are about
 * @param maxParallelism number of key groups
 */
public record PlacementSettings(
        KafkaSettings kafka,
        String policy,
        EngineOptions engine,
        long decisionDelayMillis,
        long suspectAfterMillis,
        long downAfterMillis,
        long forgetAfterMillis,
        long refreshIntervalMillis,
        long summaryWindowMillis,
        int maxParallelism) {

    /**
     * Checks and reads a configuration.
     *
     * @throws InvalidOptionsException listing everything that is wrong
     */
    public static PlacementSettings from(Configuration configuration) {
        List<String> problems = new OptionValidator(configuration).problems();
        if (!problems.isEmpty()) {
            throw new InvalidOptionsException(problems);
        }
        return new PlacementSettings(
                kafka(configuration),
                configuration.get(PlacementOptions.POLICY),
                engine(configuration).atSpeed(configuration.get(PlacementOptions.SPEED)),
                millis(configuration, PlacementOptions.DECISION_DELAY),
                millis(configuration, PlacementOptions.NODE_SUSPECT_AFTER),
                millis(configuration, PlacementOptions.NODE_DOWN_AFTER),
                millis(configuration, PlacementOptions.NODE_FORGET_AFTER),
                millis(configuration, PlacementOptions.NODE_REFRESH_INTERVAL),
                millis(configuration, PlacementOptions.SUMMARY_WINDOW),
                configuration.get(PlacementOptions.MAX_PARALLELISM));
    }

    private static KafkaSettings kafka(Configuration configuration) {
        Map<String, String> clientProperties = new HashMap<>();
        configuration
                .toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(PlacementOptions.KAFKA_PREFIX)) {
                                String name = key.substring(PlacementOptions.KAFKA_PREFIX.length());
                                clientProperties.put(name, value);
                            }
                        });
        return new KafkaSettings(
                configuration.get(PlacementOptions.BOOTSTRAP_SERVERS),
                configuration.get(PlacementOptions.TOPIC_PREFIX),
                configuration.get(PlacementOptions.GROUP_ID),
                configuration.get(PlacementOptions.DELIVERY_GUARANTEE),
                configuration.get(PlacementOptions.TRANSACTIONAL_ID_PREFIX),
                millis(configuration, PlacementOptions.TRANSACTION_TIMEOUT),
                clientProperties);
    }

    private static EngineOptions engine(Configuration configuration) {
        return new EngineOptions(
                millis(configuration, PlacementOptions.AGEING_INTERVAL),
                millis(configuration, PlacementOptions.LEASE),
                millis(configuration, PlacementOptions.STARTED_GRACE),
                configuration.get(PlacementOptions.MAX_FAILURES),
                millis(configuration, PlacementOptions.DEDUP_RETENTION),
                millis(configuration, PlacementOptions.WAIT_NOTICE_INTERVAL));
    }

    private static long millis(Configuration configuration, ConfigOption<Duration> option) {
        return configuration.get(option).toMillis();
    }
}
