package org.dsppo.policy.lab.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * How the pods of openb can run. A pod without accelerator runs on any node; so does one that names
 * no model, unless speeds are assumed: then, and for a pod that names models, each model is a
 * strategy. Strategies that fit on no node are left out.
 */
final class OpenbStrategies {

    private static final long RUNTIME_MILLIS = 3_600_000;

    private final OpenbCluster cluster;
    private final boolean assumeSpeeds;
    private final List<String> models;

    OpenbStrategies(OpenbCluster cluster, boolean assumeSpeeds) {
        this.cluster = cluster;
        this.assumeSpeeds = assumeSpeeds;
        this.models = cluster.models();
    }

    /**
     * Strategies of a shape, with the run time of an hour (on a V100 if speeds are assumed); empty
     * if the shape fits nowhere.
     *
     * @throws InvalidTraceException if nothing is assumed about a model
     */
    List<ExecutionStrategy> of(OpenbPod.Shape pod) throws InvalidTraceException {
        Map<String, Double> demand = demand(pod);
        if (pod.gpuMilli() == 0 || (pod.models().isEmpty() && !assumeSpeeds)) {
            return cluster.holds(pod)
                    ? List.of(new ExecutionStrategy("any", Map.of(), demand, RUNTIME_MILLIS, null))
                    : List.of();
        }
        List<ExecutionStrategy> strategies = new ArrayList<>();
        for (String model : pod.models().isEmpty() ? models : pod.models()) {
            if (cluster.holds(pod, model)) {
                strategies.add(
                        new ExecutionStrategy(
                                model,
                                Map.of(OpenbNode.MODEL, model),
                                demand,
                                runtimeMillis(model),
                                null));
            }
        }
        return strategies;
    }

    private static Map<String, Double> demand(OpenbPod.Shape pod) {
        Map<String, Double> demand = new TreeMap<>();
        demand.put("cpu", pod.cpuMilli() / 1000.0);
        demand.put("mem", (double) pod.memoryMib());
        if (pod.gpuMilli() > 0) {
            demand.put("gpu", pod.gpuMilli() / 1000.0);
        }
        return demand;
    }

    private long runtimeMillis(String model) throws InvalidTraceException {
        if (!assumeSpeeds) {
            return RUNTIME_MILLIS;
        }
        double speed =
                AssumedSpeeds.of(model)
                        .orElseThrow(
                                () ->
                                        new InvalidTraceException(
                                                "speeds=assumed knows no speed of model %s"
                                                        .formatted(model)));
        return Math.round(RUNTIME_MILLIS / speed);
    }
}
