package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.dsppo.schemas.decision.PlacementDecision;

/** Pods: bound by the subresource {@code binding}, stopped by deletion. */
final class KubernetesPlatform implements Platform {

    private final KubernetesClient client;
    private final ApiCalls calls;

    KubernetesPlatform(KubernetesClient client, ApiCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public void bind(Workload workload, PlacementDecision decision) {
        calls.bind(
                workload,
                decision,
                () ->
                        client.raw(
                                "/api/v1/namespaces/%s/pods/%s/binding"
                                        .formatted(workload.namespace(), workload.name()),
                                "POST",
                                binding(workload, decision)),
                () -> found(workload, decision));
    }

    /** The API server takes over the annotations with the binding, and checks the uid. */
    private static Binding binding(Workload workload, PlacementDecision decision) {
        return new BindingBuilder()
                .withNewMetadata()
                .withNamespace(workload.namespace())
                .withName(workload.name())
                .withUid(workload.uid())
                .withAnnotations(
                        Map.of(
                                Annotations.DECISION, decision.decisionId(),
                                Annotations.STRATEGY, decision.strategy()))
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(decision.node())
                .endTarget()
                .build();
    }

    private BindResult found(Workload workload, PlacementDecision decision) {
        Pod pod = current(workload);
        if (pod == null || pod.getMetadata().getDeletionTimestamp() != null) {
            return new BindResult(BindResult.Kind.GONE, "it is gone");
        }
        String node = pod.getSpec().getNodeName();
        if (node == null) {
            return new BindResult(BindResult.Kind.REFUSED, "the API server did not bind it");
        }
        Map<String, String> notes = pod.getMetadata().getAnnotations();
        boolean byUs =
                notes != null && decision.decisionId().equals(notes.get(Annotations.DECISION));
        return byUs
                ? BindResult.DONE
                : new BindResult(BindResult.Kind.LOST, "somebody else bound it to " + node);
    }

    @Override
    public void stop(Workload workload) {
        calls.run(
                "stop " + workload.path(),
                () -> {
                    Pod pod = current(workload);
                    if (pod != null) {
                        client.resource(pod)
                                .lockResourceVersion(pod.getMetadata().getResourceVersion())
                                .delete();
                    }
                });
    }

    /** The pod, null if it is gone: another may have its name. */
    private Pod current(Workload workload) {
        Pod pod = client.pods().inNamespace(workload.namespace()).withName(workload.name()).get();
        return pod != null && pod.getMetadata().getUid().equals(workload.uid()) ? pod : null;
    }

    @Override
    public void tell(Workload workload, Notice notice) {
        calls.tell(workload, "v1", "Pod", notice);
    }
}
