package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.schemas.SharedData;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Mean completion of every baseline with reference figures, on every task file of the paper, within
 * 0.5 % of a reference simulator that shares no code with this one.
 */
class BaselineReferenceTest {

    private static final String TABLE = "reference-averages.csv";
    private static final double TOLERANCE = 0.005;

    private final Map<String, Workload> workloads = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> agrees() throws IOException {
        List<String> lines;
        try (InputStream table = getClass().getResourceAsStream(TABLE)) {
            lines =
                    new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .toList();
        }
        List<String> policies = List.of(lines.get(0).split(",")).subList(1, 13);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            for (int i = 0; i < policies.size(); i++) {
                String policy = policies.get(i);
                double expected = Double.parseDouble(cells[i + 1]);
                tests.add(
                        DynamicTest.dynamicTest(
                                cells[0] + " " + policy,
                                () -> {
                                    assertThat(meanCompletionSeconds(cells[0], policy))
                                            .isCloseTo(expected, within(TOLERANCE * expected));
                                }));
            }
        }
        return tests.stream();
    }

    private double meanCompletionSeconds(String file, String policy) {
        Workload workload = workloads.computeIfAbsent(file, BaselineReferenceTest::workload);
        Map<String, Long> submittedAtMillis = new HashMap<>();
        workload.tasks().forEach(task -> submittedAtMillis.put(task.taskId(), task.atMillis()));
        List<ExecutedDecision> decisions =
                Simulator.run(workload, Baselines.named(policy)).decisions();
        assertThat(decisions)
                .hasSize(workload.tasks().size())
                .allMatch(each -> each.outcome() == AttemptOutcome.FINISHED);
        double sum = 0;
        for (ExecutedDecision each : decisions) {
            sum += each.finishedAtMillis() - submittedAtMillis.remove(each.decision().taskId());
        }
        return sum / decisions.size() / 1000;
    }

    private static Workload workload(String file) {
        Path folder = SharedData.of("paper");
        try {
            Catalogue catalogue =
                    WorkloadFiles.catalogue(
                            folder.resolve(file.substring(0, file.indexOf('-')) + ".json"),
                            warning -> {});
            List<TaskMessage> tasks =
                    WorkloadFiles.tasks(folder.resolve(file + ".jsonl"), catalogue, warning -> {});
            return Workload.of(file, catalogue, inReferenceOrder(tasks, catalogue));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (Exception invalid) {
            throw new IllegalStateException(file, invalid);
        }
    }

    /**
     * The reference takes tasks of one millisecond in the catalogue's order of classes, the engine
     * by task id. Round robin notices: one swapped pair turns all places after it. So ids are given
     * anew, in the reference's order.
     */
    private static List<TaskMessage> inReferenceOrder(
            List<TaskMessage> tasks, Catalogue catalogue) {
        List<String> classes = List.copyOf(catalogue.classes().keySet());
        List<TaskMessage> sorted = new ArrayList<>(tasks);
        sorted.sort(
                Comparator.comparingLong(TaskMessage::atMillis)
                        .thenComparingInt(task -> classes.indexOf(task.submitted().taskClass())));
        List<TaskMessage> renamed = new ArrayList<>();
        for (TaskMessage message : sorted) {
            String id = "%06d".formatted(renamed.size());
            renamed.add(TaskMessage.of(message.submitted().named(id)));
        }
        return renamed;
    }
}
