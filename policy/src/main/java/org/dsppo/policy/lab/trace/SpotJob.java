package org.dsppo.policy.lab.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * What a job of the spot trace demands.
 *
 * @param model model of its accelerators, empty for none
 * @param gpus number of accelerators, or a part of one
 * @param cpus cores
 */
record SpotJob(String model, double gpus, double cpus) {

    static final List<String> COLUMNS =
            List.of(
                    "job_name",
                    "gpu_model",
                    "cpu_request",
                    "gpu_request",
                    "worker_num",
                    "submit_time",
                    "duration",
                    "job_type");

    static final String HIGH_PRIORITY = "HP";

    static SpotJob of(TraceTable.Row row) throws InvalidTraceException {
        return new SpotJob(
                row.isMissing("gpu_model") ? "" : row.text("gpu_model"),
                row.number("gpu_request", 0, 1000),
                row.number("cpu_request", 0, 1e6));
    }

    boolean wantsPartsOfSeveral() {
        return gpus > 1 && gpus != Math.rint(gpus);
    }

    String taskClass() {
        String cores = Amounts.plain(cpus) + "c";
        return gpus == 0 ? cores : "%s %sg %s".formatted(cores, Amounts.plain(gpus), model);
    }

    ExecutionStrategy strategy(long runtimeMillis) {
        Map<String, Double> demand = new TreeMap<>();
        demand.put("cpu", cpus);
        if (gpus > 0) {
            demand.put("gpu", gpus);
        }
        boolean anywhere = model.isEmpty() || gpus == 0;
        return new ExecutionStrategy(
                anywhere ? "any" : model,
                anywhere ? Map.of() : Map.of(SpotNode.MODEL, model),
                demand,
                runtimeMillis,
                null);
    }
}
