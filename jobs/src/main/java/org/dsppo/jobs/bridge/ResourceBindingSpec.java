package org.dsppo.jobs.bridge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/**
 * What we read of a resource binding's {@code spec} ({@code work.karmada.io/v1alpha2}, as in
 * pkg/apis/work/v1alpha2/binding_types.go). Any part may be missing.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ResourceBindingSpec(
        String schedulerName,
        Integer replicas,
        Requirements replicaRequirements,
        List<TargetCluster> clusters,
        Placement placement,
        Suspension suspension) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Requirements(Map<String, Quantity> resourceRequest) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TargetCluster(String name, Integer replicas) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Placement(
            ClusterAffinity clusterAffinity,
            List<ClusterAffinity> clusterAffinities,
            List<Toleration> clusterTolerations,
            List<Spread> spreadConstraints) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ClusterAffinity(
            LabelSelector labelSelector,
            Map<String, Object> fieldSelector,
            List<String> clusterNames,
            @JsonProperty("exclude") List<String> excluded) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spread(Integer minGroups) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Suspension(Boolean scheduling) {}

    /** The cluster that it is bound to, or null. */
    String cluster() {
        return clusters == null || clusters.isEmpty() ? null : clusters.get(0).name();
    }

    boolean isSuspended() {
        return suspension != null && Boolean.TRUE.equals(suspension.scheduling());
    }

    /** What has no replicas is there once. */
    int copies() {
        return replicas == null || replicas == 0 ? 1 : replicas;
    }
}
