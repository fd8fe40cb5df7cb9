package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class TaskFingerprintTest {

    private static TaskSubmitted withStrategies(ExecutionStrategy... strategies) {
        return new TaskSubmitted(
                "t", 5, "ai", 0, 1, null, null, 0, null, null, List.of(strategies));
    }

    private static ExecutionStrategy strategy(Map<String, Double> demand, Elastic elastic) {
        return new ExecutionStrategy("s", Map.of("tier", "edge"), demand, 10, elastic);
    }

    @Test
    void everyFieldCounts() {
        Map<String, Double> one = Map.of("cpu", 1.0);
        Stream<TaskSubmitted> different =
                Stream.of(
                        TaskSubmitted.of("t", 5, "ai"),
                        TaskSubmitted.of("t", 6, "ai"),
                        TaskSubmitted.of("t", 5, "Aa"),
                        TaskSubmitted.of("t", 5, "BB"),
                        new TaskSubmitted("t", 5, "ai", 1, 1, null, null, 0, null, null, null),
                        new TaskSubmitted("t", 5, "ai", 0, 2, null, null, 0, null, null, null),
                        new TaskSubmitted("t", 5, "ai", 0, 1, -1L, null, 0, null, null, null),
                        new TaskSubmitted("t", 5, "ai", 0, 1, null, "x", 0, null, null, null),
                        new TaskSubmitted("t", 5, "ai", 0, 1, null, null, 1, null, null, null),
                        new TaskSubmitted("t", 5, "ai", 0, 1, null, null, 0, "x", null, null),
                        new TaskSubmitted("t", 5, "ai", 0, 1, null, null, 0, null, "x", null),
                        withStrategies(),
                        withStrategies(strategy(one, null)),
                        withStrategies(strategy(one, null), strategy(one, null)),
                        withStrategies(strategy(Map.of("cpu", 2.0), null)),
                        withStrategies(strategy(Map.of("mem", 1.0), null)),
                        withStrategies(strategy(one, new Elastic("cpu", 0.1, 1, 0, 9))),
                        withStrategies(strategy(one, new Elastic("cpu", 0.2, 1, 0, 9))),
                        withStrategies(strategy(one, new Elastic("cpu", 0.1, 1, 1, 9))),
                        withStrategies(strategy(one, new Elastic("cpu", 0.1, 1, 0, 8))));
        assertThat(different.map(TaskFingerprint::of)).doesNotHaveDuplicates().doesNotContain(0L);
    }

    @Test
    void orderOfEntriesInAMapDoesNot() {
        Map<String, Double> demand = new LinkedHashMap<>();
        demand.put("cpu", 1.0);
        demand.put("mem", 2.0);
        Map<String, Double> turned = new LinkedHashMap<>();
        turned.put("mem", 2.0);
        turned.put("cpu", 1.0);
        assertThat(TaskFingerprint.of(withStrategies(strategy(demand, null))))
                .isEqualTo(TaskFingerprint.of(withStrategies(strategy(turned, null))));
    }
}
