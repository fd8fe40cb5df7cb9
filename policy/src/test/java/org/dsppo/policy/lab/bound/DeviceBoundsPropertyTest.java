package org.dsppo.policy.lab.bound;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;

/** On sites with single devices: bound at most exact at most any rule. */
class DeviceBoundsPropertyTest {

    private static final double ROUNDING = 0.01;

    @Property(tries = 25)
    void boundsAreBelowTheExactAndThatBelowEveryRule(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 3, max = 7) int tasks,
            @ForAll @IntRange(min = 1, max = 2) int nodes) {
        Workload workload = SmallWorkloads.devices(seed, tasks, nodes);
        ExactSchedule exact =
                new ExactSolver(120, 1, System::nanoTime)
                        .solve(workload, ExactObjective.COMPLETION);

        assertThat(exact.proven()).isTrue();
        assertThat(
                        Bounds.of(
                                        workload,
                                        new BoundOptions(200, 60, 120_000, System::nanoTime),
                                        BoundProgress.NONE)
                                .withConfigurations()
                                .averageCompletionMillis())
                .isLessThanOrEqualTo(exact.averageCompletionMillis() + ROUNDING);
        for (String name : Baselines.ruleNames()) {
            SimulationResult result = Simulator.run(workload, Baselines.named(name));
            assertThat(result.decisions()).as(name).hasSize(tasks);
            assertThat(ExactSolverTest.average(result))
                    .as(name)
                    .isGreaterThanOrEqualTo(exact.averageCompletionMillis() - ROUNDING);
        }
    }
}
