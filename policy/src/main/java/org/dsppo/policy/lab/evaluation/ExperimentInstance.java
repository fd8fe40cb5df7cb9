package org.dsppo.policy.lab.evaluation;

import java.util.function.LongFunction;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * One situation of an experiment; a seed makes it a workload.
 *
 * @param name unique in its experiment
 * @param curve instances of one curve form a line of the load plot
 * @param load position on that line
 * @param loadUnit what the load counts, such as {@code tasks in 1000 s}
 * @param workloads seed to workload
 * @param runtimes seed to true run times
 */
public record ExperimentInstance(
        String name,
        String curve,
        double load,
        String loadUnit,
        LongFunction<Workload> workloads,
        LongFunction<RuntimeModel> runtimes) {

    /** An instance whose run times are as estimated. */
    public static ExperimentInstance of(
            String name,
            String curve,
            double load,
            String loadUnit,
            LongFunction<Workload> workloads) {
        return new ExperimentInstance(
                name, curve, load, loadUnit, workloads, seed -> RuntimeModel.AS_ESTIMATED);
    }
}
