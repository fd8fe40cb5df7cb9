package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the input, the job goes on, and accounts for it. */
final class BadInputITCase {
    private static final int CELLS = 2;
    private static final int NODES_PER_CELL = 3;
    private static final int TASKS = 400;
    private static final List<String> UNDECODABLE =
            List.of(
                    "{\"taskId\": \"t-",
                    "",
                    "[]",
                    "{\"taskId\": 7, \"submittedAtMillis\": 1, \"taskClass\": \"small\"}");

    @TempDir private Path folder;

    private final Map<String, Integer> expected = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<Origin> undecodable = new HashSet<>();

    /** Where a record is. */
    private record Origin(String topic, int partition, long offset) {}

    @Test
    void finishesWhatIsValidAndAccountsForTheRest() throws Exception {
        try (LiveSystem system = new LiveSystem(TestCatalogue.of(CELLS, NODES_PER_CELL), folder)) {
            List<Runnable> records = records(system);
            system.startJob(2, null, Duration.ofSeconds(1), Map.of("explain.candidates", "1"));

            records.subList(0, records.size() / 2).forEach(Runnable::run);
            system.await(
                    "a quarter has finished", () -> system.seen().finishedTasks() >= TASKS / 4);
            repeatInReverse(system, Topic.TASK_EVENTS, TASKS / 4);
            repeatInReverse(system, Topic.TELEMETRY, CELLS * NODES_PER_CELL);
            records.subList(records.size() / 2, records.size()).forEach(Runnable::run);
            system.await(
                    "all have finished or are rejected",
                    () ->
                            system.seen().finishedTasks() >= expected.size()
                                    && system.seen().rejected().size() >= unknown.size());

            assertThat(system.seen().finished()).isEqualTo(expected);
            assertThat(system.seen().rejected()).isEqualTo(unknown);
            assertThat(unknown)
                    .flatMap(system.seen()::decisionsOn)
                    .filteredOn(decision -> decision.kind() == DecisionKind.REJECT)
                    .hasSameSizeAs(unknown)
                    .allSatisfy(
                            decision ->
                                    assertThat(decision.reason())
                                            .isEqualTo("unknown class nonsense"));
            assertDecisionsGoByExpectedDelays(system);
            assertCapacityIsAllThere(system);
            assertThat(system.seen().violations()).isEmpty();
            assertThat(deadLetters(system)).isEqualTo(undecodable);
        }
    }

    /** Everything for the topic of tasks and a bit for the others, in random order. */
    private List<Runnable> records(LiveSystem system) {
        List<Runnable> records = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            String taskId = "t-%03d".formatted(i);
            String cell = TestCatalogue.cell(i % CELLS);
            expected.put(taskId, 1);
            Runnable submission = system.submission(taskId, "small", cell);
            // One in a hundred comes again at once, one in a hundred at some time.
            records.add(
                    i % 100 == 0
                            ? () -> {
                                submission.run();
                                submission.run();
                            }
                            : submission);
            if (i % 100 == 1) {
                records.add(submission);
            }
            if (i % 100 == 2) {
                unknown.add("u" + taskId);
                records.add(system.submission("u" + taskId, "nonsense", cell));
            }
            int kind = i / 100;
            if (i % 100 == 3) {
                records.add(() -> undecodable(system, Topic.TASKS, "t-000", UNDECODABLE.get(kind)));
            }
        }
        for (Topic topic :
                List.of(
                        Topic.TASK_EVENTS,
                        Topic.TELEMETRY,
                        Topic.ALLOCATIONS,
                        Topic.CATALOGUE,
                        Topic.POLICIES)) {
            records.add(() -> undecodable(system, topic, "x", UNDECODABLE.get(0)));
            records.add(() -> undecodable(system, topic, "x", "{}"));
        }
        Collections.shuffle(records, new Random(1));
        return records;
    }

    private void undecodable(LiveSystem system, Topic topic, String key, String value) {
        RecordMetadata written = system.sendAndWait(topic, key, value);
        undecodable.add(new Origin(written.topic(), written.partition(), written.offset()));
    }

    /** What devices have reported so far comes once more, the last first. */
    private void repeatInReverse(LiveSystem system, Topic topic, int atLeast) {
        List<ConsumerRecord<String, byte[]>> reports = system.read(topic, atLeast);
        Collections.reverse(reports);
        for (ConsumerRecord<String, byte[]> report : reports) {
            Origin origin = new Origin(report.topic(), report.partition(), report.offset());
            if (!undecodable.contains(origin)) {
                system.send(topic, report.key(), report.value());
            }
        }
    }

    /** An allocation comes to the decisions, whose candidates are scored by it. */
    private static void assertDecisionsGoByExpectedDelays(LiveSystem system) {
        double delayMillis = 4.0 * TestCatalogue.SMALL_RUNTIME_MILLIS;
        Allocation allocation =
                new Allocation(
                        TestCatalogue.cluster(0),
                        "node-0-0",
                        "one-cpu",
                        50,
                        1,
                        8,
                        delayMillis,
                        "queue grew",
                        System.currentTimeMillis());
        system.send(
                Topic.ALLOCATIONS,
                allocation.nodeId(),
                MessageCodecs.ALLOCATION.encode(allocation));
        AtomicInteger tasks = new AtomicInteger();
        system.await(
                "a task is to take as long as the allocation says",
                () -> {
                    var decided = system.seen().decisionsOn("expected-" + tasks.get());
                    if (tasks.get() == 0 || !decided.isEmpty()) {
                        String taskId = "expected-" + tasks.incrementAndGet();
                        system.submission(taskId, "small", TestCatalogue.cell(0)).run();
                    }
                    return decided.stream()
                            .filter(each -> each.kind() == DecisionKind.ASSIGN)
                            .flatMap(each -> each.candidates().stream())
                            .anyMatch(each -> each.score() == -delayMillis / 1000);
                });
    }

    /**
     * A task that needs a whole node starts on every node, which shows that nothing is held any
     * more; then nothing else fits, which shows that nothing was given back twice.
     */
    private static void assertCapacityIsAllThere(LiveSystem system) {
        Set<String> probes = new HashSet<>();
        Set<String> overflow = new HashSet<>();
        for (int i = 0; i < CELLS * NODES_PER_CELL; i++) {
            probes.add("probe-" + i);
            system.submission("probe-" + i, "whole", TestCatalogue.cell(i % CELLS)).run();
        }
        system.await(
                "a task runs on every whole node",
                () -> system.seen().nodesOf(probes).size() == probes.size());
        assertThat(system.seen().nodesOf(probes).values()).doesNotHaveDuplicates();
        for (int cell = 0; cell < CELLS; cell++) {
            overflow.add("overflow-" + cell);
            system.submission("overflow-" + cell, "small", TestCatalogue.cell(cell)).run();
        }
        system.await(
                "one more task waits in every cell",
                () -> system.seen().told(DecisionKind.WAIT).containsAll(overflow));
        assertThat(overflow)
                .flatMap(system.seen()::decisionsOn)
                .extracting(PlacementDecision::kind)
                .containsOnly(DecisionKind.WAIT);
    }

    private Set<Origin> deadLetters(LiveSystem system) throws Exception {
        Set<Origin> origins = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record :
                system.read(Topic.DEAD_LETTERS, undecodable.size())) {
            DeadLetter letter = MessageCodecs.DEAD_LETTER.decode(record.value());
            assertThat(record.key()).isEqualTo(letter.source());
            assertThat(letter.reason()).isIn("malformed", "invalid");
            assertThat(
                            origins.add(
                                    new Origin(
                                            letter.source(), letter.partition(), letter.offset())))
                    .as("the only dead letter of %s", letter)
                    .isTrue();
        }
        return origins;
    }
}
