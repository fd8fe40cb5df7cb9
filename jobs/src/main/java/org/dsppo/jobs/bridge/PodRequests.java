package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node must have free for a pod, as Kubernetes counts it: containers and sidecars together,
 * or an init container with the sidecars before it if that is more, and the overhead of the pod's
 * runtime class (concepts/workloads/pods/sidecar-containers and pod-overhead of its documentation).
 */
final class PodRequests {

    private static final String PODS = "pods";

    private final ResourceNames names;

    PodRequests(ResourceNames names) {
        this.names = names;
    }

    /** Resource of the catalogue to amount; every pod takes one of the node's {@code pods}. */
    Map<String, Double> of(Pod pod) {
        Map<String, Double> running = new HashMap<>();
        Map<String, Double> peak = new HashMap<>();
        for (Container each : orEmpty(pod.getSpec().getInitContainers())) {
            if ("Always".equals(each.getRestartPolicy())) {
                add(running, requests(each));
                raise(peak, running);
            } else {
                Map<String, Double> starting = new HashMap<>(running);
                add(starting, requests(each));
                raise(peak, starting);
            }
        }
        for (Container each : orEmpty(pod.getSpec().getContainers())) {
            add(running, requests(each));
        }
        raise(peak, running);
        add(peak, names.amounts(pod.getSpec().getOverhead()));
        peak.values().removeIf(amount -> amount == 0);
        peak.put(PODS, 1.0);
        return peak;
    }

    private Map<String, Double> requests(Container container) {
        if (container.getResources() == null) {
            return Map.of();
        }
        Map<String, Quantity> requests = new HashMap<>();
        // A limit without a request is a request, which the API server sees to as well.
        putAll(requests, container.getResources().getLimits());
        putAll(requests, container.getResources().getRequests());
        return names.amounts(requests);
    }

    private static void putAll(Map<String, Quantity> all, Map<String, Quantity> more) {
        if (more != null) {
            all.putAll(more);
        }
    }

    private static void add(Map<String, Double> sum, Map<String, Double> more) {
        more.forEach((resource, amount) -> sum.merge(resource, amount, Double::sum));
    }

    private static void raise(Map<String, Double> most, Map<String, Double> other) {
        other.forEach((resource, amount) -> most.merge(resource, amount, Math::max));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
