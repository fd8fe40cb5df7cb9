package org.dsppo.jobs.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.operators.serving.CanarySplit;

/**
 * The options of the placement job. Settings of Flink itself, such as checkpoint interval, state
 * backend and parallelism, are not among them: they are Flink's.
 */
public final class JobOptions {

    /** Keys that start with this are handed to every Kafka client, without it. */
    public static final String KAFKA_PREFIX = "kafka.";

    public static final ConfigOption<String> BOOTSTRAP_SERVERS =
            key("bootstrap.servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Kafka brokers to ask first.");

    public static final ConfigOption<String> TOPIC_PREFIX =
            key("topic.prefix")
                    .stringType()
                    .defaultValue(Topic.DEFAULT_PREFIX)
                    .withDescription("What topic names start with; dsppo gives dsppo.tasks.v1.");

    public static final ConfigOption<String> GROUP_ID =
            key("group.id")
                    .stringType()
                    .defaultValue("dsppo-placement")
                    .withDescription(
                            "Consumer group that offsets are committed under; where a job without savepoint goes on.");

    public static final ConfigOption<DeliveryGuarantee> DELIVERY_GUARANTEE =
            key("delivery.guarantee")
                    .enumType(DeliveryGuarantee.class)
                    .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
                    .withDescription(
                            "at-least-once writes at once, readers take the first record per decisionId; exactly-once shows a decision to read_committed readers with the next checkpoint.");

    public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
            key("transactional.id.prefix")
                    .stringType()
                    .defaultValue("dsppo-placement")
                    .withDescription(
                            "With exactly-once: start of the transaction names, unlike that of any other job on the brokers.");

    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
            key("transaction.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "With exactly-once: longer than checkpoint and restart together, at most transaction.max.timeout.ms of the brokers.");

    public static final ConfigOption<String> POLICY =
            key("policy")
                    .stringType()
                    .defaultValue("ds-ppo")
                    .withDescription(
                            "What decides while no stage record says otherwise, with its options, such as greedy:k=2; ds-ppo is the trained policy.");

    public static final ConfigOption<String> FALLBACK_POLICY =
            key("fallback.policy")
                    .stringType()
                    .defaultValue("greedy")
                    .withDescription(
                            "Heuristic that decides where the policy cannot: none there, a score that is no number, budget exceeded.");

    public static final ConfigOption<String> REFERENCE_POLICY =
            key("reference.policy")
                    .stringType()
                    .defaultValue("greedy")
                    .withDescription(
                            "Heuristic that the policy's choices are compared with, in metrics and summaries.");

    public static final ConfigOption<Duration> POLICY_BUDGET =
            key("policy.budget")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription(
                            "A policy that decides for longer at one instant leaves the rest to the fallback; 0 s for as long as it takes.");

    public static final ConfigOption<Integer> EXPLAIN_CANDIDATES =
            key("explain.candidates")
                    .intType()
                    .defaultValue(3)
                    .withDescription("How many candidates, with scores, an ASSIGN record names.");

    public static final ConfigOption<CanarySplit> CANARY_SPLIT =
            key("canary.split")
                    .enumType(CanarySplit.class)
                    .defaultValue(CanarySplit.WINDOWS)
                    .withDescription(
                            "What a version on trial decides: every other time window of each cell, or whole cells.");

    public static final ConfigOption<Duration> CANARY_WINDOW =
            key("canary.window")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("Length of the windows that trials go by.");

    public static final ConfigOption<String> LIFE_CYCLE_POLICY =
            key("lifecycle.policy")
                    .stringType()
                    .defaultValue("ds-ppo")
                    .withDescription("Policy whose versions are led from shadow to active.");

    public static final ConfigOption<Boolean> LIFE_CYCLE_AUTOMATIC =
            key("lifecycle.automatic")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether good versions are promoted by themselves; bad ones are dropped and rolled back in any case.");

    public static final ConfigOption<Training> TRAINING =
            key("training")
                    .enumType(Training.class)
                    .defaultValue(Training.OFF)
                    .withDescription(
                            "embedded trains the active version on recent submissions while the job runs and puts what is better on trial; off does not.");

    public static final ConfigOption<Integer> SHADOW_TASKS =
            key("shadow.tasks")
                    .intType()
                    .defaultValue(400)
                    .withDescription("Tasks that a shadow is asked about before it may act.");

    public static final ConfigOption<Integer> REPLAY_TASKS =
            key("replay.tasks")
                    .intType()
                    .defaultValue(400)
                    .withDescription(
                            "Recent arrivals that have to be replayed before a version may act.");

    public static final ConfigOption<Integer> CANARY_PAIRS =
            key("canary.pairs")
                    .intType()
                    .defaultValue(5)
                    .withDescription(
                            "Pairs of windows in which a version on trial is compared with the active one.");

    public static final ConfigOption<Integer> REMEMBERED_ARRIVALS =
            key("remembered.arrivals")
                    .intType()
                    .defaultValue(4000)
                    .withDescription("How many recent submissions replays and training have.");

    public static final ConfigOption<Duration> DECISION_DELAY =
            key("decision.delay")
                    .durationType()
                    .defaultValue(Duration.ofMillis(1))
                    .withDescription(
                            "How long input of a cell is gathered before the policy decides about all of it at once.");

    public static final ConfigOption<Double> SPEED =
            key("speed")
                    .doubleType()
                    .defaultValue(1.0)
                    .withDescription(
                            "For replays: how many times as fast as the clock the time of the trace passes. Run times and ageing.interval are trace time, all else is not.");

    public static final ConfigOption<Duration> AGEING_INTERVAL =
            key("ageing.interval")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription("A waiting task gains one priority per interval.");

    public static final ConfigOption<Double> RESERVATION_AFTER =
            key("reservation.after")
                    .doubleType()
                    .defaultValue(10.0)
                    .withDescription(
                            "A task that fits nowhere has a place kept for it once it ranks before others by aged priority, or has waited this many times its shortest run time.");

    public static final ConfigOption<Integer> RESERVATION_COUNT =
            key("reservation.count")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "For how many tasks of a cell places are kept at a time; 0 for none.");

    public static final ConfigOption<Duration> LEASE =
            key("lease")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "An assignment that has not started this long after its transfer is taken back.");

    public static final ConfigOption<Duration> STARTED_GRACE =
            key("started.grace")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How much later than a task event a telemetry report must be to outweigh it.");

    public static final ConfigOption<Integer> MAX_FAILURES =
            key("max.failures")
                    .intType()
                    .defaultValue(3)
                    .withDescription("A task that failed this often is rejected.");

    public static final ConfigOption<Duration> DEDUP_RETENTION =
            key("dedup.retention")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long ids of ended tasks are remembered, so that a repeated submission is ignored.");

    public static final ConfigOption<Duration> WAIT_NOTICE_INTERVAL =
            key("wait.notice.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Least time between two WAIT records of a task; 0 s writes none.");

    public static final ConfigOption<Duration> RESTORE_GRACE =
            key("restore.grace")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "Nothing expires for this long after a restore, so that what executors reported meanwhile is read first.");

    public static final ConfigOption<Duration> RESTORE_HOLD =
            key("restore.hold")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Nothing is decided for this long after a restore, so that events from before a crash are adopted first.");

    public static final ConfigOption<Duration> NODE_SUSPECT_AFTER =
            key("node.suspect.after")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription("A node silent for this long gets nothing new.");

    public static final ConfigOption<Duration> NODE_DOWN_AFTER =
            key("node.down.after")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(15))
                    .withDescription(
                            "A node silent for this long is lost: its tasks are queued again.");

    public static final ConfigOption<Duration> NODE_FORGET_AFTER =
            key("node.forget.after")
                    .durationType()
                    .defaultValue(Duration.ofHours(24))
                    .withDescription("A node silent for this long is dropped.");

    public static final ConfigOption<Duration> NODE_REFRESH_INTERVAL =
            key("node.refresh.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(7))
                    .withDescription(
                            "How often the state of a node is passed on although nothing about it changed.");

    public static final ConfigOption<Double> NODE_USED_TOLERANCE =
            key("node.used.tolerance")
                    .doubleType()
                    .defaultValue(0.01)
                    .withDescription(
                            "Change of a capacity or a used amount, as a part of the capacity, that is passed on at once.");

    public static final ConfigOption<Boolean> ALLOCATIONS_READ =
            key("allocations.read")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the delays that the batching job expects stand in for the catalogue's run times on the nodes that it tunes.");

    public static final ConfigOption<Duration> ALLOCATIONS_RETENTION =
            key("allocations.retention")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(3))
                    .withDescription(
                            "For how long an expected delay counts that is not written again; longer than batching.repeat.interval.");

    public static final ConfigOption<Duration> SUMMARY_WINDOW =
            key("summary.window")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Length of the windows that summaries are about; 0 s writes none.");

    public static final ConfigOption<Boolean> TOPICS_CHECK =
            key("topics.check")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether to ask the brokers before submission if the topics are there; false where only the cluster reaches them.");

    public static final ConfigOption<Integer> MAX_PARALLELISM =
            key("max.parallelism")
                    .intType()
                    .defaultValue(128)
                    .withDescription(
                            "Number of key groups. Another value than that of a savepoint makes the savepoint unusable.");

    private JobOptions() {}
}
