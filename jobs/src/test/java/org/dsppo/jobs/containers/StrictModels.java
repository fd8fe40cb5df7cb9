package org.dsppo.jobs.containers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes objects as the client's models have them, and refused where a field is none of theirs.
 * For kinds that come with other software there are models of our own, of the fields that we use.
 */
final class StrictModels {

    private static final Map<String, Class<?>> MODELS =
            Map.ofEntries(
                    Map.entry("Deployment", Deployment.class),
                    Map.entry("Job", Job.class),
                    Map.entry("ServiceAccount", ServiceAccount.class),
                    Map.entry("ConfigMap", ConfigMap.class),
                    Map.entry("PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("Role", Role.class),
                    Map.entry("RoleBinding", RoleBinding.class),
                    Map.entry("ClusterRole", ClusterRole.class),
                    Map.entry("ClusterRoleBinding", ClusterRoleBinding.class),
                    Map.entry("FlinkDeployment", Flink.class),
                    Map.entry("PodConvertPolicy", Convert.class),
                    Map.entry("PodMonitor", Monitor.class),
                    Map.entry("PrometheusRule", Rules.class));

    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                private static final long serialVersionUID = 1L;

                                @Override
                                public Boolean hasAnySetter(Annotated member) {
                                    return false;
                                }
                            });

    private StrictModels() {}

    /** {@code flink.apache.org/v1beta1}, of Flink's Kubernetes Operator 1.15. */
    record Flink(String apiVersion, String kind, Map<String, Object> metadata, FlinkSpec spec) {}

    record FlinkSpec(
            String image,
            String imagePullPolicy,
            String flinkVersion,
            String serviceAccount,
            String mode,
            Map<String, String> flinkConfiguration,
            PodTemplateSpec podTemplate,
            Process jobManager,
            Process taskManager,
            FlinkJob job) {}

    record Process(Integer replicas, Resource resource) {}

    record Resource(Double cpu, String memory) {}

    record FlinkJob(
            String jarURI,
            String entryClass,
            Integer parallelism,
            String state,
            String upgradeMode,
            List<String> args) {}

    /** {@code kosmos.io/v1alpha1}: pkg/apis/kosmos/v1alpha1 of kosmos-io/kosmos. */
    record Convert(
            String apiVersion, String kind, Map<String, Object> metadata, ConvertSpec spec) {}

    record ConvertSpec(Map<String, Object> labelSelector, Converters converters) {}

    record Converters(SchedulerNameConverter schedulerNameConverter) {}

    record SchedulerNameConverter(String convertType, String schedulerName) {}

    /** {@code monitoring.coreos.com/v1}, of the Prometheus Operator. */
    record Monitor(
            String apiVersion, String kind, Map<String, Object> metadata, MonitorSpec spec) {}

    record MonitorSpec(Selector selector, List<Endpoint> podMetricsEndpoints) {}

    record Selector(Map<String, String> matchLabels) {}

    record Endpoint(String port, String interval) {}

    record Rules(String apiVersion, String kind, Map<String, Object> metadata, RulesSpec spec) {}

    record RulesSpec(List<Map<String, Object>> groups) {}

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if its kind or one of its fields is unknown
     */
    static Object read(JsonNode object) {
        Class<?> model = MODELS.get(object.path("kind").asText());
        if (model == null) {
            throw new IllegalArgumentException("an object of another kind: " + object);
        }
        return STRICT.convertValue(object, model);
    }

    static <T> T read(JsonNode object, Class<T> model) {
        return model.cast(read(object));
    }
}
