package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class ExperimentsTest {

    private final Experiments experiments = new Experiments(TraceInstances.MISSING);

    @Test
    void namesWhatIsUnknownOrMissing() {
        assertThatThrownBy(() -> experiments.named("load"))
                .hasMessageStartingWith("experiment is load, expected one of paper-stable");
        assertThatThrownBy(() -> experiments.named("regret-suite"))
                .hasMessageContaining("--traces DIR");
    }

    @Test
    void sweepsTheLoadsOfTheReference() {
        assertThat(experiments.named("load-sweep").instances())
                .extracting(ExperimentInstance::name)
                .contains("ii5-uniform-500", "ii5-uniform-4000", "i3-uniform-40000")
                .hasSize(11);
    }

    @Test
    void hasTwentyInstancesThatTheExactSolverTakes() {
        Experiment small = experiments.named("small-exact");
        assertThat(small.solvesExactly()).isTrue();
        assertThat(small.measuresRegret()).isTrue();
        assertThat(small.instances()).hasSize(20);
        assertThat(small.instances().stream().map(ExperimentInstance::name).distinct()).hasSize(20);
        for (ExperimentInstance instance : small.instances()) {
            Workload workload = instance.workloads().apply(0);
            assertThat(workload.catalogue().nodes())
                    .extracting(NodeSpec::cluster)
                    .containsExactly("cloud", "edge", "end");
            assertThat(workload.tasks()).hasSize(11);
        }
    }

    @Test
    void losesNothingWhenNodesFail() {
        Experiment failures = experiments.named("node-failures");
        ExperimentInstance instance = failures.instances().get(0);
        Workload workload = instance.workloads().apply(3);
        assertThat(workload.outages()).isNotEmpty();

        ExecutedRun run = PlainRunner.of(1).detail(instance, "greedy", 3);

        assertThat(RunSummary.of(run).violations()).isEmpty();
        assertThat(RunSummary.of(run).finished()).isEqualTo(workload.tasks().size());
        assertThat(run.decisions()).anyMatch(each -> each.decision().attempt() == 2);
    }

    @Test
    void drawsTrueRunTimesThatPoliciesDoNotSee() {
        ExperimentInstance noisy = experiments.named("noisy-runtimes").instances().get(0);
        RuntimeModel runtimes = noisy.runtimes().apply(5);
        List<Double> logs =
                noisy.workloads().apply(5).tasks().stream()
                        .map(
                                message ->
                                        Math.log(
                                                runtimes.runtimeMillis(message.submitted(), 1000)
                                                        / 1000))
                        .toList();
        double mean = logs.stream().mapToDouble(d -> d).average().orElseThrow();
        double variance =
                logs.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElseThrow();
        assertThat(mean).isBetween(-0.045 - 0.03, -0.045 + 0.03);
        assertThat(Math.sqrt(variance)).isBetween(0.27, 0.33);
        TaskSubmitted task = TaskSubmitted.of("t", 0, "ai");
        assertThat(runtimes.runtimeMillis(task, 1000))
                .isEqualTo(runtimes.runtimeMillis(task, 1000));
    }
}
