package org.dsppo.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * Plays a case on a running job: sends its records when they are due and is all of its executors,
 * on the thread of the test. Times are those of the case, milliseconds since it began, which pass
 * {@code speed} times as fast as the wall.
 */
final class CasePlayer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBE = "probe";
    private static final List<String> TIMES = List.of("submittedAtMillis", "reportedAtMillis");

    private final LiveSystem system;
    private final FieldCase played;
    private final double speed;
    private final CaseActors actors;
    private final long beganMillis;
    private final KafkaConsumer<String, byte[]> reader;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparing(Due::number));
    private final List<PlacementDecision> decisions = new ArrayList<>();
    private final Map<String, Map<String, PlacementDecision>> running = new HashMap<>();
    private final Map<String, Integer> reports = new HashMap<>();
    private final Map<String, Long> finished = new LinkedHashMap<>();
    private long numbers;

    private record Due(long atMillis, long number, Runnable action) {}

    /** Begins once the job reads and decides. */
    CasePlayer(LiveSystem system, FieldCase played, double speed, CaseActors actors) {
        this.system = system;
        this.played = played;
        this.speed = speed;
        this.actors = actors;
        this.reader = system.reader(Topic.DECISIONS);
        awaitJob();
        this.beganMillis = System.currentTimeMillis();
        for (JsonNode record : played.records()) {
            at(record.get("atMillis").asLong(), () -> send(record));
        }
    }

    /** A task that waits for a node and is withdrawn. */
    private void awaitJob() {
        String taskClass = played.catalogue().classes().keySet().iterator().next();
        system.submission(PROBE, taskClass, "default").run();
        system.await("a task waits", () -> read().contains(DecisionKind.WAIT));
        ObjectNode withdrawal = JSON.createObjectNode().put("taskId", PROBE);
        write(Topic.TASKS, PROBE, withdrawal.put("cancelledAtMillis", System.currentTimeMillis()));
        system.await("it waits no more", () -> read().contains(DecisionKind.REJECT));
        decisions.clear();
    }

    private List<DecisionKind> read() {
        step();
        return decisions.stream().map(PlacementDecision::kind).toList();
    }

    /** Plays on until something is so. */
    void play(String what, BooleanSupplier done) {
        system.await(
                what,
                () -> {
                    step();
                    return done.getAsBoolean();
                });
    }

    private void step() {
        for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(1))) {
            try {
                take(MessageCodecs.PLACEMENT_DECISION.decode(record.value()));
            } catch (InvalidMessageException e) {
                throw new AssertionError("unreadable decision", e);
            }
        }
        while (!agenda.isEmpty() && agenda.peek().atMillis <= nowMillis()) {
            agenda.poll().action.run();
        }
    }

    private void take(PlacementDecision decision) {
        decisions.add(decision);
        if (decision.kind() == DecisionKind.ASSIGN) {
            actors.assigned(decision, this);
        } else if (decision.kind() == DecisionKind.CANCEL) {
            stop(decision);
        }
    }

    /** Milliseconds of the case since it began. */
    long nowMillis() {
        return Math.round((System.currentTimeMillis() - beganMillis) * speed);
    }

    /** When a decision was made, as {@link #nowMillis}. */
    long madeAtMillis(PlacementDecision decision) {
        return Math.round((decision.decidedAtMillis() - beganMillis) * speed);
    }

    /** Does something at a time of the case. */
    void at(long atMillis, Runnable action) {
        agenda.add(new Due(atMillis, numbers++, action));
    }

    /** Does something so long after now. */
    void after(long millis, Runnable action) {
        at(nowMillis() + millis, action);
    }

    private void send(JsonNode record) {
        long dueMillis = record.get("atMillis").asLong();
        repeat(record, dueMillis);
        Topic topic = Topic.valueOf(record.get("topic").asText().replace('-', '_').toUpperCase());
        ObjectNode value = record.get("value").deepCopy();
        String key = record.get("key").asText();
        for (String field : TIMES) {
            if (value.has(field)) {
                value.put(field, beganMillis + Math.round(dueMillis / speed));
            }
        }
        if (topic == Topic.TELEMETRY) {
            value.put("sequence", reports.merge(key, 1, Integer::sum));
            ArrayNode list = value.putArray("running");
            runningOn(key).forEach(each -> list.add(identity(each.taskId(), each.attempt())));
            value = actors.report(value, dueMillis);
        }
        if (value != null) {
            write(topic, key, value);
        }
    }

    private void repeat(JsonNode record, long dueMillis) {
        if (record.has("repeat")) {
            long nextMillis = dueMillis + record.get("repeat").asLong();
            if (nextMillis <= record.get("until").asLong()) {
                JsonNode next = ((ObjectNode) record.deepCopy()).put("atMillis", nextMillis);
                at(nextMillis, () -> send(next));
            }
        }
    }

    private static ObjectNode identity(String taskId, int attempt) {
        return JSON.createObjectNode().put("taskId", taskId).put("attempt", attempt);
    }

    private void write(Topic topic, String key, ObjectNode value) {
        system.send(topic, key, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The attempts that run on a node. */
    List<PlacementDecision> runningOn(String nodeId) {
        return List.copyOf(running.getOrDefault(nodeId, Map.of()).values());
    }

    /** Starts an attempt. */
    void start(PlacementDecision decision) {
        running.computeIfAbsent(decision.node(), node -> new LinkedHashMap<>())
                .put(decision.decisionId(), decision);
        report(decision, "STARTED", null);
    }

    /** Starts an attempt that ends after the run time of its strategy unless it is stopped. */
    void run(PlacementDecision decision) {
        start(decision);
        long millis =
                played.catalogue().classes().values().stream()
                        .flatMap(List::stream)
                        .filter(each -> each.id().equals(decision.strategy()))
                        .findFirst()
                        .orElseThrow()
                        .runtimeMillis();
        after(millis, () -> end(decision, "FINISHED", null));
    }

    /** Ends an attempt if it still runs. */
    void end(PlacementDecision decision, String kind, String reason) {
        if (stop(decision)) {
            report(decision, kind, reason);
            if (kind.equals("FINISHED")) {
                assertOnce(decision);
            }
        }
    }

    private void assertOnce(PlacementDecision decision) {
        if (finished.put(decision.taskId(), nowMillis()) != null) {
            throw new AssertionError(decision.taskId() + " has run to its end twice");
        }
    }

    /** Ends without a word whatever runs on a node. */
    void lose(String nodeId) {
        running.remove(nodeId);
    }

    private boolean stop(PlacementDecision decision) {
        Map<String, PlacementDecision> there = running.get(decision.node());
        return there != null && there.remove(decision.decisionId()) != null;
    }

    private void report(PlacementDecision decision, String kind, String reason) {
        ObjectNode event = identity(decision.taskId(), decision.attempt());
        event.put("decisionId", decision.decisionId())
                .put("cell", decision.cell())
                .put("cluster", decision.cluster())
                .put("nodeId", decision.node())
                .put("strategy", decision.strategy())
                .put("kind", kind)
                .put("atMillis", System.currentTimeMillis())
                .put("reason", reason);
        write(Topic.TASK_EVENTS, decision.taskId(), event);
    }

    /** Tasks that ran to their end. */
    Set<String> finished() {
        return finished.keySet();
    }

    /** When a task ran to its end. */
    long finishedAtMillis(String taskId) {
        return finished.get(taskId);
    }

    /** What was decided of one kind, in the order in which it was read. */
    List<PlacementDecision> decided(DecisionKind kind) {
        return decisions.stream().filter(each -> each.kind() == kind).toList();
    }

    /** Assignments to a node. */
    List<PlacementDecision> assignedTo(String nodeId) {
        return decided(DecisionKind.ASSIGN).stream()
                .filter(each -> each.node().equals(nodeId))
                .toList();
    }

    /** All that was decided about a task. */
    List<PlacementDecision> about(String taskId) {
        return decisions.stream().filter(each -> taskId.equals(each.taskId())).toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
