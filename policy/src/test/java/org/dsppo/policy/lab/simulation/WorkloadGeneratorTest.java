package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class WorkloadGeneratorTest {

    private static final Catalogue II5 = BuiltinCatalogues.named("ii5");

    @Test
    void givesTheSameTasksForTheSameSeedAndOthersForAnother() {
        WorkloadRecipe recipe = WorkloadRecipe.HIGH_CONCURRENCY.withJitter(0.02);
        assertThat(tasks(recipe, 3)).isEqualTo(tasks(recipe, 3)).isNotEqualTo(tasks(recipe, 4));
    }

    @Test
    void spreadsArrivalsClassesAndScalesEvenly() {
        List<TaskSubmitted> tasks = tasks(WorkloadRecipe.uniform(20_000).withJitter(0.02), 1);

        assertThat(tasks)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(a.submittedAtMillis(), b.submittedAtMillis()));
        assertThat(tasks.stream().mapToLong(TaskSubmitted::submittedAtMillis).average().orElse(0))
                .isCloseTo(500_000, within(10_000.0));
        Map<String, Long> counts =
                tasks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TaskSubmitted::taskClass, Collectors.counting()));
        assertThat(counts)
                .hasSize(5)
                .allSatisfy((name, count) -> assertThat(count).isBetween(3_800L, 4_200L));
        assertThat(tasks).allSatisfy(task -> assertThat(task.runtimeScale()).isBetween(0.98, 1.02));
        assertThat(tasks.stream().mapToDouble(TaskSubmitted::runtimeScale).average().orElse(0))
                .isCloseTo(1, within(0.001));
    }

    @Test
    void putsEverythingIntoSpikes() {
        List<TaskSubmitted> tasks = tasks(WorkloadRecipe.parse("tasks=600:spikes=3"), 1);
        assertThat(tasks)
                .allSatisfy(
                        task -> {
                            long inThird = task.submittedAtMillis() % 333_334;
                            assertThat(inThird).isLessThan(30_001);
                        });
        assertThat(tasks.stream().map(t -> t.submittedAtMillis() / 333_333).distinct()).hasSize(3);
    }

    @Test
    void shiftsTheMixHalfWay() {
        List<TaskSubmitted> tasks =
                tasks(WorkloadRecipe.parse("tasks=1000:mix=ai:later=io*3+memory"), 1);
        assertThat(tasks)
                .allSatisfy(
                        task -> {
                            if (task.submittedAtMillis() < 500_000) {
                                assertThat(task.taskClass()).isEqualTo("ai");
                            } else {
                                assertThat(task.taskClass()).isIn("io", "memory");
                            }
                        });
        assertThat(tasks.stream().filter(t -> t.taskClass().equals("io")).count())
                .isBetween(320L, 430L);
    }

    @Test
    void namesWhatIsWrongWithARecipe() {
        assertThatThrownBy(() -> WorkloadRecipe.parse("tasks=none"))
                .hasMessageContaining("tasks is none, expected a number from 1");
        assertThatThrownBy(() -> WorkloadRecipe.parse("nothing.jsonl"))
                .hasMessageContaining("'nothing.jsonl'");
        assertThatThrownBy(() -> tasks(WorkloadRecipe.parse("mix=gaming"), 1))
                .hasMessageContaining("class gaming");
    }

    @Test
    void carriesTheTwoCatalogues() {
        assertThat(II5.nodes()).hasSize(33);
        assertThat(II5.classes()).hasSize(5);
        assertThat(BuiltinCatalogues.named("i3").classes()).hasSize(3);
        assertThatThrownBy(() -> BuiltinCatalogues.named("ii6"))
                .hasMessage("catalogue is ii6, expected one of ii5, i3");
    }

    private static List<TaskSubmitted> tasks(WorkloadRecipe recipe, long seed) {
        return WorkloadGenerator.generate(II5, recipe, seed).tasks().stream()
                .map(TaskMessage::submitted)
                .toList();
    }
}
