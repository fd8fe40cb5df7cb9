package org.dsppo.jobs.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.dsppo.policy.engine.FailureRules;

/** The options of the placement job that concern attempts that fail and what is not there. */
public final class FailureJobOptions {

    private static final FailureRules DEFAULTS = FailureRules.defaults();

    public static final ConfigOption<Integer> MAX_NODE_LOSSES =
            key("max.node.losses")
                    .intType()
                    .defaultValue(DEFAULTS.maxNodeLosses())
                    .withDescription(
                            "A task that ran on this many nodes when they were lost is rejected.");

    public static final ConfigOption<Duration> RETRY_AFTER =
            key("retry.after")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.retryMillis()))
                    .withDescription(
                            "How long a task waits after its first failure; twice as long after each further one.");

    public static final ConfigOption<Duration> RETRY_LONGEST =
            key("retry.longest")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.longestRetryMillis()))
                    .withDescription("The longest of these waits.");

    public static final ConfigOption<Integer> NODE_FAILURES =
            key("node.failures")
                    .intType()
                    .defaultValue(DEFAULTS.leaveAloneAfter())
                    .withDescription(
                            "A node on which this many tasks failed, and none ended well since, is left alone for a while and then tried with one task.");

    public static final ConfigOption<Duration> NODE_LEFT_ALONE =
            key("node.left.alone")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.leaveAloneMillis()))
                    .withDescription(
                            "For how long at first; twice as long after each trial that fails.");

    public static final ConfigOption<Duration> NODE_LEFT_ALONE_LONGEST =
            key("node.left.alone.longest")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.longestLeaveAloneMillis()))
                    .withDescription("The longest of these times.");

    public static final ConfigOption<Duration> NODE_FLAP_WINDOW =
            key("node.flap.window")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "A node that goes down again within this time comes and goes.");

    public static final ConfigOption<Duration> NODE_HOLD =
            key("node.hold")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(15))
                    .withDescription(
                            "A node that comes and goes gets nothing new for this long after it is back; twice as long each further time.");

    public static final ConfigOption<Duration> NODE_COMMON_LOSS =
            key("node.common.loss")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.commonLossMillis()))
                    .withDescription(
                            "Half of a cell's nodes, lost within this time, are not counted against the tasks on them.");

    public static final ConfigOption<Duration> UNKNOWN_RETENTION =
            key("unknown.retention")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.unknownMillis()))
                    .withDescription(
                            "How long a task is kept that asks for what the catalogue does not have: the catalogue may be late.");

    public static final ConfigOption<Duration> WITHDRAWN_RETENTION =
            key("withdrawn.retention")
                    .durationType()
                    .defaultValue(Duration.ofMillis(DEFAULTS.withdrawnMillis()))
                    .withDescription(
                            "How long tasks are kept that wait for a class that was withdrawn.");

    private FailureJobOptions() {}

    static FailureRules rules(ReadableConfig configuration) {
        return new FailureRules(
                configuration.get(MAX_NODE_LOSSES),
                configuration.get(RETRY_AFTER).toMillis(),
                configuration.get(RETRY_LONGEST).toMillis(),
                configuration.get(NODE_FAILURES),
                configuration.get(NODE_LEFT_ALONE).toMillis(),
                configuration.get(NODE_LEFT_ALONE_LONGEST).toMillis(),
                configuration.get(NODE_COMMON_LOSS).toMillis(),
                configuration.get(UNKNOWN_RETENTION).toMillis(),
                configuration.get(WITHDRAWN_RETENTION).toMillis());
    }
}
