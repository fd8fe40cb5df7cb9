package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dsppo.jobs.bridge.BridgeScript.decision;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KarmadaPlatformTest {

    private static final PlacementDecision FIRST = decision(DecisionKind.ASSIGN, "k:a", 1, "m1");
    private static final PlacementDecision SECOND = decision(DecisionKind.ASSIGN, "k:a", 2, "m2");

    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();
    private final BlockingQueue<BindResult> results = new LinkedBlockingQueue<>();
    private final ApiCalls calls =
            new ApiCalls(client, "test", 1, (uid, decision, result) -> results.add(result));
    private final Platform platform = new KarmadaPlatform(BridgeScript.SETTINGS, client, calls);
    private final ResourceBindingReader reader =
            new ResourceBindingReader(BridgeScript.SETTINGS, client.getKubernetesSerialization());

    @AfterEach
    void close() {
        calls.close();
        client.close();
        server.close();
    }

    private static GenericKubernetesResource binding(String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: work.karmada.io/v1alpha2
                kind: ResourceBinding
                metadata: {name: web-deployment, namespace: ml, uid: u1, creationTimestamp: "2026-05-01T12:00:00Z"}
                spec:
                  schedulerName: dsppo
                  resource: {apiVersion: apps/v1, kind: Deployment, name: web, namespace: ml}
                  %s
                """
                        .formatted(spec),
                GenericKubernetesResource.class);
    }

    private GenericKubernetesResource present() {
        return client.genericKubernetesResources(ResourceBindingSource.BINDINGS)
                .inNamespace("ml")
                .withName("web-deployment")
                .get();
    }

    private BindResult bind(Workload workload, PlacementDecision decision) throws Exception {
        platform.bind(workload, decision);
        BindResult result = results.poll(1, TimeUnit.MINUTES);
        assertThat(result).as("an answer within a minute").isNotNull();
        return result;
    }

    @Test
    void aBindingGetsItsClusterOnce() throws Exception {
        client.genericKubernetesResources(ResourceBindingSource.BINDINGS)
                .inNamespace("ml")
                .resource(
                        binding(
                                """
                                replicas: 3
                                  replicaRequirements: {resourceRequest: {cpu: 500m}}
                                """))
                .create();
        Workload workload = reader.workload(present());
        assertThat(workload.phase()).isEqualTo(WorkloadPhase.WAITING);
        assertThat(workload.wish().demand()).isEqualTo(Map.of("cpu", 1.5, "pods", 3.0));

        assertThat(bind(workload, FIRST)).isEqualTo(BindResult.DONE);
        assertThat(present().<List<Map<String, Object>>>get("spec", "clusters"))
                .isEqualTo(List.of(Map.of("name", "m1", "replicas", 3)));
        assertThat(present().<String>get("spec", "resource", "name")).isEqualTo("web");
        Workload bound = reader.workload(present());
        assertThat(bound.phase()).isEqualTo(WorkloadPhase.BOUND);
        assertThat(bound.node()).isEqualTo("m1");
        assertThat(bound.decisionId()).isEqualTo("k:a#1");

        assertThat(bind(workload, SECOND).kind()).isEqualTo(BindResult.Kind.LOST);
        assertThat(bind(workload, FIRST)).as("the same again").isEqualTo(BindResult.DONE);

        platform.stop(workload);
        calls.close();
        assertThat(reader.workload(present()).phase()).isEqualTo(WorkloadPhase.WAITING);
    }

    @Test
    void oneThatIsGoneIsNotBound() throws Exception {
        assertThat(bind(reader.workload(binding("replicas: 1")), FIRST).kind())
                .isEqualTo(BindResult.Kind.GONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "placement: {clusterAffinities: [{affinityName: a}]} | in an order",
                "placement: {spreadConstraints: [{spreadByField: cluster, minGroups: 2}]} | a spread over clusters",
                "placement: {clusterAffinity: {fieldSelector: {matchExpressions: [{key: region}]}}} | by field"
            })
    void whatCannotBePromisedIsRefused(String spec, String words) {
        assertThat(reader.workload(binding(spec)).refusal()).contains(words);
    }

    @Test
    void placementsSelectClustersByNameLabelAndTaint() throws Exception {
        MemberClusterReader clusters =
                new MemberClusterReader(BridgeScript.SETTINGS, client.getKubernetesSerialization());
        List<Target> members =
                List.of("m1", "m2", "m3").stream()
                        .map(name -> clusters.target(cluster(name)))
                        .toList();
        assertThat(members.get(0).spec().name()).isEqualTo("m1/m1");
        assertThat(members.get(0).spec().capacity()).isEqualTo(Map.of("cpu", 16.0, "mem", 65536.0));
        assertThat(members.get(0).healthy()).isTrue();
        assertThat(clusters.used(cluster("m1"))).isEqualTo(Map.of("cpu", 5.0));

        Workload named =
                reader.workload(
                        binding(
                                "placement: {clusterAffinity: {clusterNames: [m1, m2], exclude: [m2], labelSelector: {matchLabels: {tier: edge}}}}"));
        assertThat(named.wish().where().selectors(members))
                .containsExactly(
                        Map.of(
                                "tier",
                                "edge",
                                Annotations.NODE_LABEL,
                                "m1",
                                Annotations.TAINTS_LABEL,
                                "none"));
        assertThat(reader.workload(binding("suspension: {scheduling: true}")).phase())
                .isEqualTo(WorkloadPhase.GATED);
    }

    private static GenericKubernetesResource cluster(String name) {
        return Serialization.unmarshal(
                """
                apiVersion: cluster.karmada.io/v1alpha1
                kind: Cluster
                metadata: {name: %s, uid: c-%s, labels: {tier: edge}}
                spec: {syncMode: Push}
                status:
                  conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-05-01T12:00:00Z", reason: r, message: m}]
                  resourceSummary:
                    allocatable: {cpu: 16, memory: 64Gi}
                    allocated: {cpu: 4500m}
                    allocating: {cpu: 500m}
                """
                        .formatted(name, name),
                GenericKubernetesResource.class);
    }
}
