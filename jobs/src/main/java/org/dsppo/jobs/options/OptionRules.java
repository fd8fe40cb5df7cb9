package org.dsppo.jobs.options;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.dsppo.policy.device.batchqueue.BatchQueue;

/** Every option with the values it takes, in the order of the help text. */
final class OptionRules {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s:,]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}");
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final int HIGHEST_PARALLELISM = 1 << 15;

    static final List<OptionRule<?>> ALL =
            List.of(
                    new OptionRule<>(
                            JobOptions.BOOTSTRAP_SERVERS,
                            "host:port, or several separated by commas",
                            servers ->
                                    Arrays.stream(servers.split(",", -1))
                                            .map(String::trim)
                                            .allMatch(matches(ADDRESS))),
                    new OptionRule<>(
                            JobOptions.TOPIC_PREFIX,
                            "letters, digits, dots, dashes and underscores, at most 200",
                            matches(TOPIC_PREFIX)),
                    text(JobOptions.GROUP_ID),
                    new OptionRule<>(
                            JobOptions.DELIVERY_GUARANTEE,
                            "at-least-once or exactly-once",
                            guarantee -> guarantee != DeliveryGuarantee.NONE),
                    text(JobOptions.TRANSACTIONAL_ID_PREFIX),
                    positive(JobOptions.TRANSACTION_TIMEOUT),
                    text(JobOptions.POLICY),
                    text(JobOptions.FALLBACK_POLICY),
                    text(JobOptions.REFERENCE_POLICY),
                    notNegative(JobOptions.POLICY_BUDGET),
                    new OptionRule<>(
                            JobOptions.EXPLAIN_CANDIDATES,
                            "a whole number from 0 to 20",
                            count -> count >= 0 && count <= 20),
                    new OptionRule<>(JobOptions.CANARY_SPLIT, "windows or cells", split -> true),
                    positive(JobOptions.CANARY_WINDOW),
                    text(JobOptions.LIFE_CYCLE_POLICY),
                    new OptionRule<>(
                            JobOptions.LIFE_CYCLE_AUTOMATIC, "true or false", automatic -> true),
                    new OptionRule<>(JobOptions.TRAINING, "embedded or off", training -> true),
                    atLeast(JobOptions.SHADOW_TASKS, 1),
                    atLeast(JobOptions.REPLAY_TASKS, 1),
                    atLeast(JobOptions.CANARY_PAIRS, 2),
                    atLeast(JobOptions.REMEMBERED_ARRIVALS, 1),
                    new OptionRule<>(
                            RolloutJobOptions.SHARE,
                            "a number from 0 to 1",
                            share -> share >= 0 && share <= 1),
                    positive(RolloutJobOptions.WINDOW),
                    new OptionRule<>(
                            RolloutJobOptions.SEGMENT_SIZE,
                            "a size from 16 kb to 900 kb",
                            RolloutJobOptions::isSegmentSize),
                    new OptionRule<>(
                            RolloutJobOptions.EXPLORATION_WINDOWS,
                            "windows such as 02:00-02:30, separated by commas",
                            RolloutJobOptions::areWindows),
                    new OptionRule<>(
                            RolloutJobOptions.EXPLORATION_TEMPERATURE,
                            "a number above 0",
                            temperature -> temperature > 0 && Double.isFinite(temperature)),
                    notNegative(JobOptions.DECISION_DELAY),
                    new OptionRule<>(
                            JobOptions.SPEED,
                            "a number above 0",
                            speed -> speed > 0 && Double.isFinite(speed)),
                    positive(JobOptions.AGEING_INTERVAL),
                    new OptionRule<>(
                            JobOptions.RESERVATION_AFTER,
                            "a number of at least 0",
                            after -> after >= 0 && Double.isFinite(after)),
                    new OptionRule<>(
                            JobOptions.RESERVATION_COUNT,
                            "a whole number from 0 to 100",
                            count -> count >= 0 && count <= 100),
                    positive(JobOptions.LEASE),
                    notNegative(JobOptions.STARTED_GRACE),
                    atLeast(JobOptions.MAX_FAILURES, 1),
                    atLeast(FailureJobOptions.MAX_NODE_LOSSES, 1),
                    notNegative(FailureJobOptions.RETRY_AFTER),
                    notNegative(FailureJobOptions.RETRY_LONGEST),
                    atLeast(FailureJobOptions.NODE_FAILURES, 1),
                    positive(FailureJobOptions.NODE_LEFT_ALONE),
                    positive(FailureJobOptions.NODE_LEFT_ALONE_LONGEST),
                    positive(FailureJobOptions.NODE_FLAP_WINDOW),
                    notNegative(FailureJobOptions.NODE_HOLD),
                    notNegative(FailureJobOptions.NODE_COMMON_LOSS),
                    notNegative(FailureJobOptions.UNKNOWN_RETENTION),
                    notNegative(FailureJobOptions.WITHDRAWN_RETENTION),
                    positive(JobOptions.DEDUP_RETENTION),
                    notNegative(JobOptions.WAIT_NOTICE_INTERVAL),
                    notNegative(JobOptions.RESTORE_GRACE),
                    notNegative(JobOptions.RESTORE_HOLD),
                    positive(JobOptions.NODE_SUSPECT_AFTER),
                    positive(JobOptions.NODE_DOWN_AFTER),
                    positive(JobOptions.NODE_FORGET_AFTER),
                    positive(JobOptions.NODE_REFRESH_INTERVAL),
                    new OptionRule<>(
                            JobOptions.NODE_USED_TOLERANCE,
                            "a number from 0 to 1",
                            tolerance -> tolerance >= 0 && tolerance <= 1),
                    new OptionRule<>(JobOptions.ALLOCATIONS_READ, "true or false", read -> true),
                    positive(JobOptions.ALLOCATIONS_RETENTION),
                    notNegative(JobOptions.SUMMARY_WINDOW),
                    new OptionRule<>(
                            BatchingJobOptions.CLASSES,
                            "name=epsilon:c:theta:kappa:base:item, or several separated by commas",
                            BatchingJobOptions::isDevice),
                    new OptionRule<>(
                            BatchingJobOptions.WAITING_PLACES,
                            "a whole number from 1 to 2000",
                            places -> places >= 1 && places <= BatchQueue.LARGEST_ROOM),
                    new OptionRule<>(
                            BatchingJobOptions.MEMORY,
                            "a number above 0",
                            memory -> memory > 0 && Double.isFinite(memory)),
                    new OptionRule<>(
                            BatchingJobOptions.GATE,
                            "a number from 0 on",
                            gate -> gate >= 0 && Double.isFinite(gate)),
                    new OptionRule<>(
                            BatchingJobOptions.QUANTUM, "percent or sevenths", quantum -> true),
                    notNegative(BatchingJobOptions.RECONFIGURATION),
                    positive(BatchingJobOptions.STEP),
                    positive(BatchingJobOptions.FORGET),
                    positive(BatchingJobOptions.REPEAT),
                    new OptionRule<>(JobOptions.TOPICS_CHECK, "true or false", checked -> true),
                    new OptionRule<>(
                            JobOptions.MAX_PARALLELISM,
                            "a whole number from 1 to " + HIGHEST_PARALLELISM,
                            parallelism -> parallelism >= 1 && parallelism <= HIGHEST_PARALLELISM));

    private OptionRules() {}

    private static OptionRule<String> text(ConfigOption<String> option) {
        return new OptionRule<>(option, "a name", value -> !value.isBlank());
    }

    private static OptionRule<Integer> atLeast(ConfigOption<Integer> option, int least) {
        return new OptionRule<>(
                option, "a whole number of at least " + least, value -> value >= least);
    }

    private static OptionRule<Duration> positive(ConfigOption<Duration> option) {
        return new OptionRule<>(
                option,
                "a duration of at least 1 ms, such as 10 s",
                duration -> duration.toMillis() >= 1);
    }

    private static OptionRule<Duration> notNegative(ConfigOption<Duration> option) {
        return new OptionRule<>(
                option, "a duration such as 10 s, or 0 s", duration -> !duration.isNegative());
    }

    private static Predicate<String> matches(Pattern pattern) {
        return value -> pattern.matcher(value).matches();
    }
}
