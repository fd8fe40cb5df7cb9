package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * Resource bindings of Karmada: bound by their {@code spec.clusters}, stopped by taking these away.
 * A write counts only for the version of the object that was read, so that nobody's is lost.
 */
final class KarmadaPlatform implements Platform {

    private static final String CLUSTERS = "clusters";

    private final KubernetesClient client;
    private final ApiCalls calls;
    private final ResourceBindingReader bindings;

    KarmadaPlatform(BridgeSettings settings, KubernetesClient client, ApiCalls calls) {
        this.client = client;
        this.calls = calls;
        this.bindings = new ResourceBindingReader(settings, client.getKubernetesSerialization());
    }

    @Override
    public void bind(Workload workload, PlacementDecision decision) {
        calls.bind(
                workload,
                decision,
                () -> write(workload, decision),
                () -> found(workload, decision));
    }

    private void write(Workload workload, PlacementDecision decision) {
        GenericKubernetesResource binding = current(workload);
        if (binding == null) {
            throw new KubernetesClientException(
                    "it is gone", HttpURLConnection.HTTP_NOT_FOUND, null);
        }
        ResourceBindingSpec spec = bindings.spec(binding);
        if (spec.cluster() != null) {
            throw new KubernetesClientException(
                    "it is bound", HttpURLConnection.HTTP_CONFLICT, null);
        }
        Map<String, Object> target = new HashMap<>();
        target.put("name", decision.node());
        if (spec.replicas() != null && spec.replicas() > 0) {
            target.put("replicas", spec.replicas());
        }
        Map<String, String> notes = new HashMap<>();
        if (binding.getMetadata().getAnnotations() != null) {
            notes.putAll(binding.getMetadata().getAnnotations());
        }
        notes.put(Annotations.DECISION, decision.decisionId());
        notes.put(Annotations.STRATEGY, decision.strategy());
        binding.getMetadata().setAnnotations(notes);
        replace(binding, List.of(target));
    }

    /** With the version that was read: the API server answers 409 if there is a newer one. */
    private void replace(GenericKubernetesResource binding, List<Map<String, Object>> clusters) {
        Map<String, Object> spec = new HashMap<>(binding.<Map<String, Object>>get("spec"));
        spec.put(CLUSTERS, clusters);
        binding.setAdditionalProperty("spec", spec);
        client.genericKubernetesResources(ResourceBindingSource.BINDINGS)
                .inNamespace(binding.getMetadata().getNamespace())
                .resource(binding)
                .update();
    }

    private BindResult found(Workload workload, PlacementDecision decision) {
        GenericKubernetesResource binding = current(workload);
        if (binding == null || binding.getMetadata().getDeletionTimestamp() != null) {
            return new BindResult(BindResult.Kind.GONE, "it is gone");
        }
        Workload now = bindings.workload(binding);
        if (!now.bound()) {
            return new BindResult(BindResult.Kind.REFUSED, "it was changed meanwhile");
        }
        return decision.decisionId().equals(now.decisionId())
                ? BindResult.DONE
                : new BindResult(
                        BindResult.Kind.LOST, "somebody else gave it to cluster " + now.node());
    }

    @Override
    public void stop(Workload workload) {
        calls.run(
                "stop " + workload.path(),
                () -> {
                    GenericKubernetesResource binding = current(workload);
                    if (binding != null) {
                        replace(binding, List.of());
                    }
                });
    }

    private GenericKubernetesResource current(Workload workload) {
        GenericKubernetesResource binding = resource(workload.namespace(), workload.name()).get();
        return binding != null && binding.getMetadata().getUid().equals(workload.uid())
                ? binding
                : null;
    }

    private Resource<GenericKubernetesResource> resource(String namespace, String name) {
        return client.genericKubernetesResources(ResourceBindingSource.BINDINGS)
                .inNamespace(namespace)
                .withName(name);
    }

    @Override
    public void tell(Workload workload, Notice notice) {
        calls.tell(
                workload,
                ResourceBindingSource.BINDING_API,
                ResourceBindingSource.BINDING_KIND,
                notice);
    }
}
