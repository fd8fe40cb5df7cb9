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
public record JobSettings(
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
    public static JobSettings from(Configuration configuration) {
        List<String> problems = new OptionValidator(configuration).problems();
        if (!problems.isEmpty()) {
            throw new InvalidOptionsException(problems);
        }
        return new JobSettings(
                kafka(configuration),
                configuration.get(JobOptions.POLICY),
                engine(configuration).atSpeed(configuration.get(JobOptions.SPEED)),
                millis(configuration, JobOptions.DECISION_DELAY),
                millis(configuration, JobOptions.NODE_SUSPECT_AFTER),
                millis(configuration, JobOptions.NODE_DOWN_AFTER),
                millis(configuration, JobOptions.NODE_FORGET_AFTER),
                millis(configuration, JobOptions.NODE_REFRESH_INTERVAL),
                millis(configuration, JobOptions.SUMMARY_WINDOW),
                configuration.get(JobOptions.MAX_PARALLELISM));
    }

    private static KafkaSettings kafka(Configuration configuration) {
        Map<String, String> clientProperties = new HashMap<>();
        configuration
                .toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(JobOptions.KAFKA_PREFIX)) {
                                String name = key.substring(JobOptions.KAFKA_PREFIX.length());
                                clientProperties.put(name, value);
                            }
                        });
        return new KafkaSettings(
                configuration.get(JobOptions.BOOTSTRAP_SERVERS),
                configuration.get(JobOptions.TOPIC_PREFIX),
                configuration.get(JobOptions.GROUP_ID),
                configuration.get(JobOptions.DELIVERY_GUARANTEE),
                configuration.get(JobOptions.TRANSACTIONAL_ID_PREFIX),
                millis(configuration, JobOptions.TRANSACTION_TIMEOUT),
                clientProperties);
    }

    private static EngineOptions engine(Configuration configuration) {
        return new EngineOptions(
                millis(configuration, JobOptions.AGEING_INTERVAL),
                millis(configuration, JobOptions.LEASE),
                millis(configuration, JobOptions.STARTED_GRACE),
                configuration.get(JobOptions.MAX_FAILURES),
                millis(configuration, JobOptions.DEDUP_RETENTION),
                millis(configuration, JobOptions.WAIT_NOTICE_INTERVAL));
    }

    private static long millis(Configuration configuration, ConfigOption<Duration> option) {
        return configuration.get(option).toMillis();
    }
}
