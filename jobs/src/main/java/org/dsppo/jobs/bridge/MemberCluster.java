package org.dsppo.jobs.bridge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;

/**
 * What we read of a member cluster of Karmada ({@code cluster.karmada.io/v1alpha1}, as in
 * pkg/apis/cluster/v1alpha1/types.go). Any part may be missing.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MemberCluster(Spec spec, Status status) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(List<Taint> taints) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(List<Condition> conditions, ResourceSummary resourceSummary) {}

    /**
     * Sums over the cluster's nodes.
     *
     * @param allocating of pods that have no node yet
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResourceSummary(
            Map<String, Quantity> allocatable,
            Map<String, Quantity> allocated,
            Map<String, Quantity> allocating) {}

    List<Taint> taints() {
        return spec == null || spec.taints() == null ? List.of() : spec.taints();
    }

    ResourceSummary resources() {
        return status == null || status.resourceSummary() == null
                ? new ResourceSummary(Map.of(), Map.of(), Map.of())
                : status.resourceSummary();
    }

    boolean isReady() {
        return status != null
                && status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(
                                each ->
                                        "Ready".equals(each.getType())
                                                && "True".equals(each.getStatus()));
    }
}
