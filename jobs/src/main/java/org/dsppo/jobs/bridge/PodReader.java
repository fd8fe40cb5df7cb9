package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Pods as workloads. Understood are requests, node selectors, required node affinity and
 * tolerations. What is preferred is left to the policy. What cannot be promised (required affinity
 * among pods, hard topology spread, host ports, claims of resources) is refused in words.
 */
final class PodReader {

    private final BridgeSettings settings;
    private final PodRequests requests;
    private final WishReader wishes;

    PodReader(BridgeSettings settings) {
        this.settings = settings;
        this.requests = new PodRequests(new ResourceNames(settings.resources()));
        this.wishes = new WishReader(settings);
    }

    /** True if the pod names our scheduler. */
    boolean isOurs(Pod pod) {
        return settings.schedulerName().equals(pod.getSpec().getSchedulerName());
    }

    /** What a pod takes of its node; nothing before it is bound and once it has ended. */
    Map<String, Double> held(Pod pod) {
        WorkloadPhase phase = phase(pod);
        return phase == WorkloadPhase.BOUND ? requests.of(pod) : Map.of();
    }

    Workload workload(Pod pod) {
        Wish wish = null;
        String refusal = null;
        try {
            refuse(pod.getSpec());
            wish =
                    wishes.wish(
                            pod.getMetadata(),
                            pod.getSpec().getPriority(),
                            requests.of(pod),
                            where(pod.getSpec()));
        } catch (UnsupportedWishException e) {
            refusal = e.getMessage();
        }
        Map<String, String> notes = pod.getMetadata().getAnnotations();
        return new Workload(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                phase(pod),
                pod.getSpec().getNodeName(),
                notes == null ? null : notes.get(Annotations.DECISION),
                notes == null ? null : notes.get(Annotations.STRATEGY),
                failure(pod),
                wish,
                refusal);
    }

    private static WorkloadPhase phase(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if ("Succeeded".equals(phase)) {
            return WorkloadPhase.SUCCEEDED;
        }
        if ("Failed".equals(phase)) {
            return WorkloadPhase.FAILED;
        }
        if (pod.getSpec().getNodeName() != null && !pod.getSpec().getNodeName().isEmpty()) {
            return WorkloadPhase.BOUND;
        }
        boolean gated =
                isListed(pod.getSpec().getSchedulingGates())
                        || pod.getMetadata().getDeletionTimestamp() != null;
        return gated ? WorkloadPhase.GATED : WorkloadPhase.WAITING;
    }

    private static NodeChoice where(PodSpec spec) {
        Affinity affinity = spec.getAffinity();
        return new NodeChoice(
                spec.getNodeSelector() == null ? Map.of() : spec.getNodeSelector(),
                affinity == null || affinity.getNodeAffinity() == null
                        ? List.of()
                        : WishReader.terms(
                                affinity.getNodeAffinity()
                                        .getRequiredDuringSchedulingIgnoredDuringExecution()),
                spec.getTolerations() == null ? List.of() : spec.getTolerations());
    }

    private static void refuse(PodSpec spec) throws UnsupportedWishException {
        Affinity affinity = spec.getAffinity();
        if (affinity != null
                && (affinity.getPodAffinity() != null
                                && isListed(
                                        affinity.getPodAffinity()
                                                .getRequiredDuringSchedulingIgnoredDuringExecution())
                        || affinity.getPodAntiAffinity() != null
                                && isListed(
                                        affinity.getPodAntiAffinity()
                                                .getRequiredDuringSchedulingIgnoredDuringExecution()))) {
            throw new UnsupportedWishException("required affinity among pods cannot be promised");
        }
        if (spec.getTopologySpreadConstraints() != null
                && spec.getTopologySpreadConstraints().stream()
                        .anyMatch(each -> "DoNotSchedule".equals(each.getWhenUnsatisfiable()))) {
            throw new UnsupportedWishException(
                    "a topology spread that must not be broken cannot be promised; ScheduleAnyway can");
        }
        if (isListed(spec.getResourceClaims())) {
            throw new UnsupportedWishException("claims of dynamic resources cannot be promised");
        }
        if (spec.getContainers().stream()
                .filter(each -> each.getPorts() != null)
                .flatMap(each -> each.getPorts().stream())
                .anyMatch(port -> port.getHostPort() != null && port.getHostPort() > 0)) {
            throw new UnsupportedWishException("ports of the node cannot be promised");
        }
    }

    private static boolean isListed(Collection<?> list) {
        return list != null && !list.isEmpty();
    }

    private static String failure(Pod pod) {
        if (phase(pod) != WorkloadPhase.FAILED) {
            return null;
        }
        if (pod.getStatus().getContainerStatuses() != null) {
            for (ContainerStatus each : pod.getStatus().getContainerStatuses()) {
                ContainerStateTerminated end =
                        each.getState() == null ? null : each.getState().getTerminated();
                if (end != null && end.getExitCode() != null && end.getExitCode() != 0) {
                    return "container %s ended with %d%s"
                            .formatted(
                                    each.getName(),
                                    end.getExitCode(),
                                    end.getReason() == null ? "" : " (" + end.getReason() + ")");
                }
            }
        }
        return pod.getStatus().getReason() == null ? "the pod failed" : pod.getStatus().getReason();
    }
}
