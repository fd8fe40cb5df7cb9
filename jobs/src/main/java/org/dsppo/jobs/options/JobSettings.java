package org.dsppo.jobs.options;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.kafka.KafkaSettings;
import org.dsppo.operators.lifecycle.LifeCycleOptions;
import org.dsppo.operators.node.NodeHealthOptions;
import org.dsppo.operators.placement.PlacementOptions;
import org.dsppo.operators.serving.ServingOptions;
import org.dsppo.operators.training.TrainingOptions;
import org.dsppo.policy.engine.EngineOptions;

/**
 * The options of the placement job, checked.
 *
 * @param kafka how the job talks to Kafka
 * @param placement settings of the placement operator
 * @param nodeHealth when a node counts as in trouble
 * @param allocationsRead whether delays that the batching job expects count as run times
 * @param lifeCycle what a version has to show before it acts
 * @param rememberedArrivals how many recent arrivals replays and training have
 * @param training how the policy is trained while the job runs, null for not at all
 * @param maxParallelism number of key groups
 */
public record JobSettings(
        KafkaSettings kafka,
        PlacementOptions placement,
        NodeHealthOptions nodeHealth,
        boolean allocationsRead,
        LifeCycleOptions lifeCycle,
        int rememberedArrivals,
        TrainingOptions training,
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
                placement(configuration),
                nodeHealth(configuration),
                configuration.get(JobOptions.ALLOCATIONS_READ),
                lifeCycle(configuration),
                configuration.get(JobOptions.REMEMBERED_ARRIVALS),
                configuration.get(JobOptions.TRAINING) == Training.EMBEDDED
                        ? TrainingOptions.of(configuration.get(JobOptions.LIFE_CYCLE_POLICY))
                        : null,
                configuration.get(JobOptions.MAX_PARALLELISM));
    }

    /** The options with their defaults for people to see; settings of Kafka may hold secrets. */
    public static Configuration shown(Configuration configuration) {
        Map<String, String> shown = new HashMap<>();
        for (OptionRule<?> rule : OptionRules.ALL) {
            shown.put(rule.option().key(), OptionHelp.text(configuration.get(rule.option())));
        }
        return Configuration.fromMap(shown);
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

    private static PlacementOptions placement(Configuration configuration) {
        return PlacementOptions.defaults().toBuilder()
                .engine(engine(configuration))
                .serving(serving(configuration))
                .defaultPolicy(configuration.get(JobOptions.POLICY))
                .speed(configuration.get(JobOptions.SPEED))
                .decisionDelayMillis(millis(configuration, JobOptions.DECISION_DELAY))
                .summaryWindowMillis(millis(configuration, JobOptions.SUMMARY_WINDOW))
                .restoreGraceMillis(millis(configuration, JobOptions.RESTORE_GRACE))
                .restoreHoldMillis(millis(configuration, JobOptions.RESTORE_HOLD))
                .build();
    }

    private static ServingOptions serving(Configuration configuration) {
        return ServingOptions.defaults().toBuilder()
                .fallbackPolicy(configuration.get(JobOptions.FALLBACK_POLICY))
                .referencePolicy(configuration.get(JobOptions.REFERENCE_POLICY))
                .budgetMillis(millis(configuration, JobOptions.POLICY_BUDGET))
                .candidates(configuration.get(JobOptions.EXPLAIN_CANDIDATES))
                .canarySplit(configuration.get(JobOptions.CANARY_SPLIT))
                .windowMillis(millis(configuration, JobOptions.CANARY_WINDOW))
                .rollouts(RolloutJobOptions.rollouts(configuration))
                .build();
    }

    private static LifeCycleOptions lifeCycle(Configuration configuration) {
        return LifeCycleOptions.of(
                        configuration.get(JobOptions.LIFE_CYCLE_POLICY),
                        configuration.get(JobOptions.LIFE_CYCLE_AUTOMATIC),
                        configuration.get(JobOptions.CANARY_SPLIT),
                        millis(configuration, JobOptions.CANARY_WINDOW))
                .withSamples(
                        configuration.get(JobOptions.SHADOW_TASKS),
                        configuration.get(JobOptions.REPLAY_TASKS),
                        configuration.get(JobOptions.CANARY_PAIRS));
    }

    private static NodeHealthOptions nodeHealth(Configuration configuration) {
        return NodeHealthOptions.defaults().toBuilder()
                .suspectMillis(millis(configuration, JobOptions.NODE_SUSPECT_AFTER))
                .downMillis(millis(configuration, JobOptions.NODE_DOWN_AFTER))
                .forgetMillis(millis(configuration, JobOptions.NODE_FORGET_AFTER))
                .refreshMillis(millis(configuration, JobOptions.NODE_REFRESH_INTERVAL))
                .usedTolerance(configuration.get(JobOptions.NODE_USED_TOLERANCE))
                .expectedMillis(millis(configuration, JobOptions.ALLOCATIONS_RETENTION))
                .build();
    }

    private static EngineOptions engine(Configuration configuration) {
        return EngineOptions.defaults().toBuilder()
                .ageingIntervalMillis(millis(configuration, JobOptions.AGEING_INTERVAL))
                .leaseMillis(millis(configuration, JobOptions.LEASE))
                .startedGraceMillis(millis(configuration, JobOptions.STARTED_GRACE))
                .maxFailures(configuration.get(JobOptions.MAX_FAILURES))
                .dedupRetentionMillis(millis(configuration, JobOptions.DEDUP_RETENTION))
                .waitNoticeMillis(millis(configuration, JobOptions.WAIT_NOTICE_INTERVAL))
                .build();
    }

    private static long millis(Configuration configuration, ConfigOption<Duration> option) {
        return configuration.get(option).toMillis();
    }
}
