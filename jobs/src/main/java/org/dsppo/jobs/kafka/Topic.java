package org.dsppo.jobs.kafka;

/** The topics of the scheduler, as {@code asyncapi.yaml} describes them. */
public enum Topic {
    /** Clusters, nodes and task classes. One partition, so that entries keep their order. */
    CATALOGUE("catalogue", true, true),
    /** Submissions and cancellations. */
    TASKS("tasks", false, false),
    /** State of nodes. */
    TELEMETRY("telemetry", false, false),
    /** What executors report about attempts. */
    TASK_EVENTS("task-events", false, false),
    /** Placement decisions. */
    DECISIONS("decisions", false, false),
    /** Decisions with features and rewards, for training. */
    ROLLOUTS("rollouts", false, false),
    /** Policy artefacts and stages. One partition, so that an artefact precedes its stage. */
    POLICIES("policies", true, true),
    /** Shares and batch bounds of task classes on nodes. */
    ALLOCATIONS("allocations", false, false),
    /** Key figures per cell and window; few records. */
    SUMMARIES("summaries", false, true),
    /** Input that could not be used; few records. */
    DEAD_LETTERS("dead-letters", false, true);

    /** Names start with this unless configured otherwise. */
    public static final String DEFAULT_PREFIX = "dsppo";

    private static final String VERSION = "v1";

    private final String concern;
    private final boolean compacted;
    private final boolean singlePartition;

    Topic(String concern, boolean compacted, boolean singlePartition) {
        this.concern = concern;
        this.compacted = compacted;
        this.singlePartition = singlePartition;
    }

    /** The name under a prefix, such as {@code dsppo.task-events.v1}. */
    public String name(String prefix) {
        return prefix + "." + concern + "." + VERSION;
    }

    /** The name without prefix and version, such as {@code task-events}. */
    public String concern() {
        return concern;
    }

    /** The {@code cleanup.policy} it needs: {@code compact} or {@code delete}. */
    public String cleanupPolicy() {
        return compacted ? "compact" : "delete";
    }

    /** How many partitions it gets where {@code partitions} are asked for. */
    public int partitions(int partitions) {
        return singlePartition ? 1 : partitions;
    }
}
