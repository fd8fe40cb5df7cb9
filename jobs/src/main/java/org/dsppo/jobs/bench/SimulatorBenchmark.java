package org.dsppo.jobs.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks per second that the simulator takes from submission to end, on one core: each is decided
 * once, so that these are decisions per second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SimulatorBenchmark {

    private static final int TASKS = 20_000;

    /** Catalogue of the workload, of any size. */
    @Param("i3")
    public String catalogue;

    /** Policy that decides, as of {@link BenchmarkedCell#policies}. */
    @Param("greedy")
    public String policy;

    private Workload workload;
    private Supplier<PlacementPolicy> policies;

    /** Makes the workload once. */
    @Setup(Level.Trial)
    public void generate() {
        workload = BenchmarkedCell.workload(catalogue, TASKS);
        policies = BenchmarkedCell.policies(policy);
    }

    /** A whole run. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public SimulationResult run() {
        return Simulator.run(workload, policies);
    }
}
