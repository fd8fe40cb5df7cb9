package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.MaxMinAllocation.Way;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.ResourceSpace;
import org.junit.jupiter.api.Test;

class MaxMinAllocationTest {

    private static final int CPU_NODES = 0;
    private static final int GPU_NODES = 1;

    private static final ResourceSpace SPACE = new ResourceSpace(List.of("cpu", "gpu"));
    private static final Strategy ON_CPU = strategy("on-cpu", 0, Map.of("cpu", 1.0), 4_000);
    private static final Strategy ON_GPU = strategy("on-gpu", 1, Map.of("gpu", 1.0), 1_000);

    private record Group(String name, int size) implements TaskGroup {
        @Override
        public StrategySet strategies() {
            return new StrategySet(name, List.of(ON_CPU, ON_GPU));
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public double totalRuntimeScale() {
            return size;
        }

        @Override
        public WaitingTask head() {
            return null;
        }

        @Override
        public WaitingTask leastScaled() {
            return null;
        }
    }

    private static Strategy strategy(
            String id, int ordinal, Map<String, Double> demand, long millis) {
        return new Strategy(TinyCatalogue.strategy(id, null, demand, millis, null), ordinal, SPACE);
    }

    private static MaxMinAllocation program(double cpu, double gpu) {
        return new MaxMinAllocation(
                Map.of(
                        CPU_NODES, SPACE.capacity(Map.of("cpu", cpu)),
                        GPU_NODES, SPACE.capacity(Map.of("gpu", gpu))));
    }

    @Test
    void sharesByNumberOfTasks() {
        Way many = new Way(new Group("many", 9), ON_GPU, GPU_NODES, 1);
        Way few = new Way(new Group("few", 3), ON_GPU, GPU_NODES, 1);
        MaxMinAllocation program = program(1, 4);
        program.add(many, 9);
        program.add(few, 3);
        Map<Way, Double> solution = program.solve();
        assertThat(solution.get(many)).isCloseTo(3, within(1e-6));
        assertThat(solution.get(few)).isCloseTo(1, within(1e-6));
    }

    @Test
    void givesTheFastPlaceToWhomTheSlowOneHurtsMore() {
        // One task of each, one gpu, one cpu. picky runs at a tenth of its speed on a cpu, easy at
        // four fifths: picky gets the gpu, but for what makes both equally fast.
        Group picky = new Group("picky", 1);
        Group easy = new Group("easy", 1);
        Way pickyGpu = new Way(picky, ON_GPU, GPU_NODES, 1);
        Way pickyCpu = new Way(picky, ON_CPU, CPU_NODES, 0.1);
        Way easyGpu = new Way(easy, ON_GPU, GPU_NODES, 1);
        Way easyCpu = new Way(easy, ON_CPU, CPU_NODES, 0.8);
        MaxMinAllocation program = program(1, 1);
        program.add(pickyGpu, 1);
        program.add(pickyCpu, 1);
        program.add(easyGpu, 1);
        program.add(easyCpu, 1);
        Map<Way, Double> solution = program.solve();
        // With a share a of the gpu for easy, Σ z ≤ 1: speeds (1 - a) + 0.1 a and a + 0.8 (1 - a)
        // are equal at a = 0.2 / 1.1.
        double a = 0.2 / 1.1;
        assertThat(solution.get(easyGpu)).isCloseTo(a, within(1e-6));
        assertThat(solution.get(easyCpu)).isCloseTo(1 - a, within(1e-6));
        assertThat(solution.get(pickyGpu)).isCloseTo(1 - a, within(1e-6));
        assertThat(solution.get(pickyCpu)).isCloseTo(a, within(1e-6));
    }

    @Test
    void runsNoMoreThanThereAre() {
        Way way = new Way(new Group("g", 2), ON_CPU, CPU_NODES, 1);
        MaxMinAllocation program = program(100, 1);
        program.add(way, 2);
        assertThat(program.solve().get(way)).isCloseTo(2, within(1e-6));
    }

    @Test
    void nothingToDoIsNoProblem() {
        assertThat(program(1, 1).solve()).isEmpty();
    }
}
