package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class ArrivalBootstrapTest {

    private static final Catalogue CATALOGUE = BuiltinCatalogues.named("ii5");

    private static Workload recording(TaskMessage... messages) {
        return Workload.of("recorded", CATALOGUE, List.of(messages));
    }

    private static TaskMessage at(String id, long millis) {
        return TaskMessage.of(TaskSubmitted.of(id, millis, "ai"));
    }

    private static List<TaskSubmitted> submitted(Workload workload) {
        return workload.tasks().stream()
                .map(TaskMessage::submitted)
                .filter(each -> each != null)
                .toList();
    }

    @Test
    void aWindowAsLongAsTheRecordingTurnsTheCircle() {
        // Tasks at 0, 10, 30: two gaps of 15 on average, so the circle is 45 long and the gaps on
        // it are 10, 20 and 15. Whatever the turn, all three are there with two of those gaps.
        Workload recorded = recording(at("a", 100), at("b", 110), at("c", 130));
        ArrivalBootstrap bootstrap = new ArrivalBootstrap(recorded, 45);
        assertThat(bootstrap.windowMillis()).isEqualTo(45);
        for (long seed = 0; seed < 50; seed++) {
            List<TaskSubmitted> sample = submitted(bootstrap.sample(seed));
            assertThat(sample).hasSize(3);
            List<Long> gaps = new ArrayList<>();
            for (int i = 1; i < sample.size(); i++) {
                gaps.add(sample.get(i).submittedAtMillis() - sample.get(i - 1).submittedAtMillis());
            }
            assertThat(gaps).isIn(List.of(10L, 20L), List.of(20L, 15L), List.of(15L, 10L));
            assertThat(sample)
                    .allMatch(each -> each.submittedAtMillis() >= 100)
                    .allMatch(each -> each.submittedAtMillis() < 145);
        }
    }

    @Test
    void deadlinesAndWithdrawalsKeepTheirDistance() {
        TaskSubmitted withDeadline =
                new TaskSubmitted(
                        "a", 0, "ai", 3, 1.5, 900L, "cloud", 77, "cell-1", "tenant-1", null);
        Workload recorded =
                recording(
                        TaskMessage.of(withDeadline),
                        at("b", 1000),
                        TaskMessage.of(new TaskCancelled("b", 1250, null)));
        ArrivalBootstrap bootstrap = new ArrivalBootstrap(recorded, 700);
        int withdrawn = 0;
        for (long seed = 0; seed < 40; seed++) {
            Workload sample = bootstrap.sample(seed);
            for (TaskSubmitted task : submitted(sample)) {
                List<TaskMessage> withdrawals =
                        sample.tasks().stream()
                                .filter(each -> each.cancelled() != null)
                                .filter(each -> each.taskId().equals(task.taskId()))
                                .toList();
                if (task.priority() == 3) {
                    assertThat(task.deadlineAtMillis() - task.submittedAtMillis()).isEqualTo(900);
                    assertThat(task.submittedAt(0)).isEqualTo(renamed(withDeadline, task.taskId()));
                    assertThat(withdrawals).isEmpty();
                } else {
                    assertThat(withdrawals).hasSize(1);
                    assertThat(withdrawals.get(0).atMillis() - task.submittedAtMillis())
                            .isEqualTo(250);
                    withdrawn++;
                }
            }
        }
        assertThat(withdrawn).isPositive();
    }

    private static TaskSubmitted renamed(TaskSubmitted task, String id) {
        return new TaskSubmitted(
                id, 0, task.taskClass(), 3, 1.5, 900L, "cloud", 77, "cell-1", "tenant-1", null);
    }

    @Test
    void everyTaskIsThereOnceOnAverage() {
        // Three crowded moments of ten tasks each and thirty spread out, all told by run-time
        // scale.
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long millis = i < 30 ? 10_000L * (i / 10 + 1) : 1_700L * (i - 30);
            messages.add(TaskMessage.of(TaskSubmitted.of("t" + i, millis, "ai").scaledBy(1 + i)));
        }
        ArrivalBootstrap bootstrap =
                new ArrivalBootstrap(Workload.of("crowded", CATALOGUE, messages), 0);
        int samples = 4000;
        double[] copies = new double[60];
        for (long seed = 0; seed < samples; seed++) {
            submitted(bootstrap.sample(seed))
                    .forEach(each -> copies[(int) Math.round(each.runtimeScale()) - 1]++);
        }
        // A count has variance below 1; 5 standard errors of the mean are 0.08.
        for (double each : copies) {
            assertThat(each / samples).isCloseTo(1, within(0.08));
        }
    }

    @Test
    void keepsBurstsTogether() {
        // A burst of 100 tasks at one moment in a quiet recording: in a sample, bursts are whole.
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages.add(at("quiet-" + i, 5_000L * i));
        }
        for (int i = 0; i < 100; i++) {
            messages.add(at("burst-" + i, 42_000));
        }
        ArrivalBootstrap bootstrap =
                new ArrivalBootstrap(Workload.of("burst", CATALOGUE, messages), 0);
        for (long seed = 0; seed < 100; seed++) {
            submitted(bootstrap.sample(seed)).stream()
                    .collect(
                            java.util.stream.Collectors.groupingBy(
                                    TaskSubmitted::submittedAtMillis,
                                    java.util.stream.Collectors.counting()))
                    .values()
                    .forEach(count -> assertThat(count).isIn(1L, 2L, 100L, 101L, 200L));
        }
    }

    @Test
    void drawsTasksOneByOneWhereAllArriveAtOnce() {
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            messages.add(TaskMessage.of(TaskSubmitted.of("t" + i, 500, "ai").scaledBy(1 + i)));
        }
        ArrivalBootstrap bootstrap =
                new ArrivalBootstrap(Workload.of("all", CATALOGUE, messages), 0);
        List<TaskSubmitted> sample = submitted(bootstrap.sample(3));
        assertThat(sample).hasSize(40).allMatch(each -> each.submittedAtMillis() == 500);
        assertThat(sample.stream().map(TaskSubmitted::runtimeScale).distinct())
                .hasSizeBetween(15, 35);
        assertThat(submitted(bootstrap.sample(4))).isNotEqualTo(sample);
    }

    @Test
    void takesARepeatedSubmissionOnceAndRefusesNothing() {
        Workload repeated = recording(at("a", 0), at("a", 700));
        assertThat(submitted(new ArrivalBootstrap(repeated, 0).sample(1))).hasSize(1);
        assertThatThrownBy(() -> new ArrivalBootstrap(recording(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recorded submits no task, expected at least one");
    }
}
