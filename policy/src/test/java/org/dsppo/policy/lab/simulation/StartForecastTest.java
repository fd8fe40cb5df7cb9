package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.ReportedNode;
import org.dsppo.policy.engine.TaskPhase;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class StartForecastTest {

    /** One seat; "a" runs until 15 s, "b" and "c" wait; each takes 10 s. */
    private static StartForecast forecast(long nowMillis) {
        List<TaskState> tasks = new ArrayList<>();
        tasks.add(
                new TaskState(
                        TaskSubmitted.of("a", 0, "job"),
                        1,
                        0,
                        TaskPhase.STARTED,
                        "n",
                        "run",
                        Map.of("cpu", 1_000L),
                        5_000,
                        5_000,
                        15_000,
                        35_000,
                        false,
                        0,
                        null));
        for (String id : List.of("b", "c")) {
            tasks.add(
                    new TaskState(
                            TaskSubmitted.of(id, 1_000, "job"),
                            1,
                            0,
                            TaskPhase.WAITING,
                            null,
                            null,
                            null,
                            0,
                            0,
                            0,
                            0,
                            false,
                            0,
                            null));
        }
        return new StartForecast(
                new TinyCatalogue()
                        .cluster("x")
                        .node("n", "x", 1, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                        .build(),
                "default",
                Baselines.named("greedy").get(),
                tasks,
                List.of(ReportedNode.up("n", "x", 0)),
                nowMillis);
    }

    @Test
    void foreseesStartsByEstimatedEnds() {
        assertThat(forecast(6_000).startMillis("b")).hasValue(15_000);
        assertThat(forecast(6_000).startMillis("c")).hasValue(25_000);
    }

    @Test
    void countsWhatIsOverdueAsEndingNow() {
        assertThat(forecast(20_000).startMillis("c")).hasValue(30_001);
    }

    @Test
    void explainsTheSameMoment() {
        assertThat(forecast(6_000).explain("c", 3).position()).isEqualTo(2);
        assertThat(forecast(6_000).explain("c", 3).waitMillis()).isEqualTo(5_000);
        assertThat(forecast(6_000).explain("a", 3)).isNull();
        assertThat(forecast(6_000).startMillis("unheard-of")).isEmpty();
    }
}
