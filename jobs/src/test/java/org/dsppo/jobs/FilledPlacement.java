package org.dsppo.jobs;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * What a placement job is told until all its states are filled. Cell {@code alpha} has a node that
 * is full and one that went down; through cell {@code beta} tasks flow that the executor finishes
 * at once.
 */
final class FilledPlacement {

    static final String JOB = "placement";
    static final String POLICY = "ds-ppo";
    static final int ACTIVE = 2;
    static final int CANARY = 3;
    static final long FLOW_MILLIS = 60_000;
    static final double EXPECTED_MILLIS = 50_000;
    static final long DEADLINE_MILLIS = 4_102_444_800_000L;

    /** Twice as many as training tries policies on, and some more. */
    private static final int FLOW = 850;

    private static final String TWO_CPU = "two-cpu";
    private static final String ONE_CPU = "one-cpu";

    /** Nothing ends by itself. */
    static final Map<String, String> OPTIONS =
            Map.ofEntries(
                    Map.entry("policy", POLICY),
                    Map.entry("policy.budget", "0 s"),
                    Map.entry("training", "embedded"),
                    Map.entry("lifecycle.automatic", "false"),
                    Map.entry("remembered.arrivals", "1000"),
                    Map.entry("canary.window", "3 s"),
                    Map.entry("canary.pairs", "1000"),
                    Map.entry("rollouts.share", "1"),
                    Map.entry("rollouts.window", "1 s"),
                    Map.entry("lease", "1 h"),
                    Map.entry("dedup.retention", "24 h"),
                    Map.entry("node.suspect.after", "1 h"),
                    Map.entry("node.down.after", "2 h"),
                    Map.entry("allocations.retention", "24 h"),
                    Map.entry("summary.window", "24 h"));

    private final LiveSystem system;
    private final Set<String> answered = new HashSet<>();
    private long reports;
    private final AtomicInteger flowed = new AtomicInteger();

    private FilledPlacement(LiveSystem system) {
        this.system = system;
    }

    static Catalogue catalogue() {
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        classes.put("left", List.of(strategy(TWO_CPU, Map.of("rack", "0"), 2, 3_600_000)));
        classes.put("right", List.of(strategy(TWO_CPU, Map.of("rack", "1"), 2, 3_600_000)));
        classes.put("flow", List.of(strategy(ONE_CPU, Map.of(), 1, FLOW_MILLIS)));
        return new Catalogue(
                "filled",
                List.of("cpu", "mem"),
                List.of(),
                List.of(
                        new ClusterSpec("edge", "edge", "alpha", Map.of(), Map.of()),
                        new ClusterSpec("cloud", "cloud", "beta", Map.of(), Map.of())),
                List.of(
                        node("alpha-0", "edge", Map.of("rack", "0"), 6),
                        node("alpha-1", "edge", Map.of("rack", "1"), 6),
                        node("beta-0", "cloud", Map.of(), 1_000)),
                classes);
    }

    private static ExecutionStrategy strategy(
            String id, Map<String, String> selector, double cpu, long millis) {
        return new ExecutionStrategy(
                id, selector, Map.of("cpu", cpu, "mem", 10 * cpu), millis, null);
    }

    private static NodeSpec node(
            String nodeId, String cluster, Map<String, String> labels, double cpu) {
        return new NodeSpec(nodeId, cluster, labels, Map.of("cpu", cpu, "mem", 20 * cpu), Map.of());
    }

    /** The entry that makes the newest entries no catalogue any more. */
    static CatalogueEntry surplus() {
        return new CatalogueEntry(
                CatalogueEntryKind.NODE,
                "nowhere/surplus",
                3,
                null,
                null,
                node("surplus", "nowhere", Map.of(), 1),
                null);
    }

    /** Admits everything and prefers what takes least time. */
    static PolicyArtefact artefact(int version) {
        float[] weights = LinearPath.rankedBy(CandidateFeature.SLOWDOWN, -1, NetworkShape.LINEAR);
        return PolicyArtefact.of(POLICY, NetworkShape.LINEAR, Normalisers.identity(), weights)
                .withVersion(version);
    }

    static PolicyStages stages(long revision, Integer canary) {
        return new PolicyStages(POLICY, revision, ACTIVE, canary, null, 1, "by hand");
    }

    /** Looks at a savepoint. */
    interface Filled {
        boolean test(SavepointFile savepoint) throws Exception;
    }

    /** Runs a job until everything is filled and gives its last savepoint. */
    static SavepointFile run(LiveSystem system, Filled trained, Filled filled) throws Exception {
        return new FilledPlacement(system).run(trained, filled);
    }

    private SavepointFile run(Filled trained, Filled filled) throws Exception {
        system.startJob(1, null, Duration.ofHours(1), OPTIONS);
        publish();
        alpha();
        beta();
        flow(FLOW, 85);
        until(trained);
        stages(2);
        send(Topic.CATALOGUE, surplus().key(), MessageCodecs.CATALOGUE_ENTRY.encode(surplus()));
        return until(filled);
    }

    private void publish() {
        for (int version : new int[] {ACTIVE, CANARY}) {
            send(Topic.POLICIES, POLICY + '@' + version, artefact(version).toBytes());
        }
        stages(1);
    }

    private void stages(long revision) {
        PolicyStages record = stages(revision, revision == 1 ? null : Integer.valueOf(CANARY));
        send(Topic.POLICIES, POLICY, MessageCodecs.POLICY_STAGES.encode(record));
    }

    /** Three tasks fill a node and one waits for it; another loses its node and waits again. */
    private void alpha() {
        for (String taskId : List.of("started", "assigned", "withdrawn")) {
            submit(TaskSubmitted.of(taskId, now(), "left"), "alpha");
        }
        submit(TaskSubmitted.of("lost", now(), "right"), "alpha");
        // Until the catalogue has been read, reports say nothing to the job.
        system.await(
                "alpha is full",
                () -> {
                    report("alpha-0", "edge", Map.of("rack", "0"), 6, true);
                    report("alpha-1", "edge", Map.of("rack", "1"), 6, true);
                    report("beta-0", "cloud", Map.of(), 1_000, true);
                    return told(DecisionKind.ASSIGN)
                            .containsAll(
                                    Set.of("started#1", "assigned#1", "withdrawn#1", "lost#1"));
                });
        event("started", 1, "alpha", "alpha-0", TWO_CPU, TaskEventKind.STARTED);
        event("withdrawn", 1, "alpha", "alpha-0", TWO_CPU, TaskEventKind.STARTED);
        cancel("withdrawn", "alpha");
        submit(
                new TaskSubmitted(
                        "waiting",
                        now(),
                        "left",
                        3,
                        0.5,
                        DEADLINE_MILLIS,
                        "edge",
                        1_000,
                        null,
                        "tenant-a",
                        null),
                "alpha");
        report("alpha-1", "edge", Map.of("rack", "1"), 6, false);
        event("unheard-of", 2, "alpha", "alpha-0", TWO_CPU, TaskEventKind.STARTED);
        system.await(
                "it is said that one waits, and another is told to stop",
                () ->
                        told(DecisionKind.WAIT).contains("waiting#1")
                                && told(DecisionKind.CANCEL).contains("withdrawn#1"));
    }

    /** A task fails once, and one is withdrawn that was never submitted. */
    private void beta() {
        submit(TaskSubmitted.of("retried", now(), "flow"), "beta");
        await("the first attempt is assigned", Set.of("retried#1"));
        event("retried", 1, "beta", "beta-0", ONE_CPU, TaskEventKind.FAILED);
        await("the second attempt is assigned", Set.of("retried#2"));
        cancel("never-seen", "beta");
    }

    private void flow(int tasks, int atOnce) {
        int enough = flowed.get() + tasks;
        system.await(
                tasks + " tasks flowed",
                () -> {
                    if (flowed.get() < enough) {
                        next(atOnce);
                    }
                    return answer() >= enough;
                });
    }

    private void next(int tasks) {
        for (int i = 0; i < tasks; i++) {
            submit(
                    TaskSubmitted.of(
                            "flow-%04d".formatted(flowed.getAndIncrement()), now(), "flow"),
                    "beta");
        }
    }

    /** Savepoints, with tasks between them, until one is as wanted. */
    private SavepointFile until(Filled wanted) throws Exception {
        for (int tried = 0; tried < 30; tried++) {
            flow(60, 15);
            allocate();
            SavepointFile savepoint = SavepointFile.of(system.savepoint());
            if (wanted.test(savepoint)) {
                return savepoint;
            }
        }
        throw new AssertionError("the states do not fill");
    }

    /** Lets the executor finish what it was given of the flow; gives how many tasks that were. */
    private int answer() {
        for (PlacementDecision each : decisions()) {
            if (each.kind() == DecisionKind.ASSIGN
                    && each.taskId().startsWith("flow-")
                    && answered.add(each.taskId())) {
                for (TaskEventKind kind : List.of(TaskEventKind.STARTED, TaskEventKind.FINISHED)) {
                    event(each.taskId(), each.attempt(), "beta", each.node(), ONE_CPU, kind);
                }
            }
        }
        return answered.size();
    }

    private void await(String what, Set<String> assigned) {
        system.await(what, () -> told(DecisionKind.ASSIGN).containsAll(assigned));
    }

    private Set<String> told(DecisionKind kind) {
        Set<String> ids = new HashSet<>();
        for (PlacementDecision each : decisions()) {
            if (each.kind() == kind) {
                ids.add(each.taskId() + '#' + each.attempt());
            }
        }
        return ids;
    }

    private List<PlacementDecision> decisions() {
        return decisions(system);
    }

    /** Everything the job has decided. */
    static List<PlacementDecision> decisions(LiveSystem system) {
        return system.read(Topic.DECISIONS, 0).stream().map(FilledPlacement::decision).toList();
    }

    private static PlacementDecision decision(ConsumerRecord<String, byte[]> record) {
        try {
            return MessageCodecs.PLACEMENT_DECISION.decode(record.value());
        } catch (InvalidMessageException e) {
            throw new AssertionError("the job wrote an invalid decision", e);
        }
    }

    private void allocate() {
        Allocation allocation =
                new Allocation("cloud", "beta-0", ONE_CPU, 50, 1, 8, EXPECTED_MILLIS, null, now());
        send(Topic.ALLOCATIONS, "beta-0", MessageCodecs.ALLOCATION.encode(allocation));
    }

    private void submit(TaskSubmitted task, String cell) {
        TaskSubmitted inCell =
                new TaskSubmitted(
                        task.taskId(),
                        task.submittedAtMillis(),
                        task.taskClass(),
                        task.priority(),
                        task.runtimeScale(),
                        task.deadlineAtMillis(),
                        task.origin(),
                        task.inputBytes(),
                        cell,
                        task.tenant(),
                        task.strategies());
        send(Topic.TASKS, task.taskId(), MessageCodecs.TASK_MESSAGE.encode(TaskMessage.of(inCell)));
    }

    private void cancel(String taskId, String cell) {
        TaskMessage message = TaskMessage.of(new TaskCancelled(taskId, now(), cell));
        send(Topic.TASKS, taskId, MessageCodecs.TASK_MESSAGE.encode(message));
    }

    private void event(
            String taskId,
            int attempt,
            String cell,
            String node,
            String strategy,
            TaskEventKind kind) {
        send(
                Topic.TASK_EVENTS,
                taskId,
                MessageCodecs.TASK_EVENT.encode(
                        event(taskId, attempt, cell, node, strategy, kind, now())));
    }

    static TaskEvent event(
            String taskId,
            int attempt,
            String cell,
            String node,
            String strategy,
            TaskEventKind kind,
            long atMillis) {
        return new TaskEvent(
                taskId + '#' + attempt,
                taskId,
                attempt,
                cell,
                node,
                strategy,
                kind,
                atMillis,
                kind == TaskEventKind.FAILED ? "broken" : null);
    }

    private void report(
            String nodeId,
            String cluster,
            Map<String, String> labels,
            double cpu,
            boolean healthy) {
        NodeTelemetry telemetry =
                new NodeTelemetry(
                        nodeId,
                        cluster,
                        labels,
                        Map.of("cpu", cpu, "mem", 20 * cpu),
                        Map.of(),
                        Map.of("cpu", 0.0, "mem", 1.0),
                        List.of(new RunningAttempt("not-ours", 1)),
                        healthy,
                        false,
                        now(),
                        ++reports);
        send(Topic.TELEMETRY, nodeId, MessageCodecs.NODE_TELEMETRY.encode(telemetry));
    }

    private void send(Topic topic, String key, byte[] value) {
        system.send(topic, key, value);
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
