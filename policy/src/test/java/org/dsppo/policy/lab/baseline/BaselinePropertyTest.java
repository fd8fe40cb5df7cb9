package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunAudit;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskMessage;

/** Whatever happens, a baseline throws nothing and leaves nobody waiting. */
class BaselinePropertyTest {

    @Provide
    Arbitrary<String> policies() {
        List<String> specifications = new ArrayList<>();
        for (String name : Baselines.names()) {
            specifications.add(name);
            specifications.add(name + ":k=1");
            specifications.add(name + ":order=edge");
        }
        return Arbitraries.of(specifications);
    }

    @Property(tries = 250)
    void everythingEndsThoughNodesFail(
            @ForAll("policies") String policy, @ForAll long seed, @ForAll boolean noisy) {
        Workload workload = new HardWorld(seed).workload(60);
        RuntimeModel runtimes = noisy ? HardWorld.noise(seed) : RuntimeModel.AS_ESTIMATED;
        SimulationResult result =
                Simulator.run(
                        workload, Baselines.named(policy), EngineOptions.defaults(), runtimes);
        assertThat(ended(result.decisions())).isEqualTo(submitted(workload));
        if (!noisy) {
            assertThat(RunAudit.of(ExecutedRun.of(result))).isEmpty();
        }
    }

    @Property(tries = 80)
    void everythingEndsThoughTheCatalogueChangesAndOthersDecideAtTimes(
            @ForAll("policies") String policy, @ForAll long seed) {
        ChangingCell cell = new ChangingCell(Baselines.named(policy), seed);
        assertThat(cell.run()).hasSize(cell.submitted());
    }

    @Property(tries = 40)
    void theSameWorkloadGivesTheSameDecisions(
            @ForAll("policies") String policy, @ForAll long seed) {
        Workload workload = new HardWorld(seed).workload(40);
        assertThat(Simulator.run(workload, Baselines.named(policy)).decisions())
                .isEqualTo(Simulator.run(workload, Baselines.named(policy)).decisions());
    }

    /** Tasks that finished or were rejected; each may do so once. */
    private static Set<String> ended(List<ExecutedDecision> decisions) {
        Map<String, List<ExecutedDecision>> endings =
                decisions.stream()
                        .filter(
                                each ->
                                        each.decision().kind() == DecisionKind.REJECT
                                                || each.outcome() == AttemptOutcome.FINISHED)
                        .collect(Collectors.groupingBy(each -> each.decision().taskId()));
        assertThat(endings.values()).allSatisfy(each -> assertThat(each).hasSize(1));
        return endings.keySet();
    }

    private static Set<String> submitted(Workload workload) {
        return workload.tasks().stream()
                .filter(message -> message.submitted() != null)
                .map(TaskMessage::taskId)
                .collect(Collectors.toSet());
    }
}
