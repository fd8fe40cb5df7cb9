package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeReaderTest {

    private static final NodeReader READER = new NodeReader(BridgeScript.SETTINGS);

    private static Node node(String metadata, String spec, String ready) {
        return Serialization.unmarshal(
                """
                apiVersion: v1
                kind: Node
                metadata: {%s}
                spec: {%s}
                status:
                  allocatable: {cpu: 7910m, memory: 32Gi, ephemeral-storage: 10Gi, pods: 110, nvidia.com/gpu: 2, hugepages-2Mi: 0}
                  conditions: [{type: MemoryPressure, status: "False"}, {type: Ready, status: "%s"}]
                """
                        .formatted(metadata, spec, ready),
                Node.class);
    }

    @Test
    void aNodeIsWhatItsPodsMayTake() {
        Target target = READER.target(node("name: n0, labels: {zone: a, role: ''}", "", "True"));
        assertThat(target.spec().name()).isEqualTo("k/n0");
        assertThat(target.spec().capacity())
                .isEqualTo(
                        Map.of(
                                "cpu",
                                7.91,
                                "mem",
                                32768.0,
                                "disk",
                                10240.0,
                                "pods",
                                110.0,
                                "gpu",
                                2.0,
                                "hugepages-2Mi",
                                0.0));
        assertThat(target.spec().labels())
                .isEqualTo(
                        Map.of(
                                "zone",
                                "a",
                                "role",
                                "",
                                Annotations.NODE_LABEL,
                                "n0",
                                Annotations.TAINTS_LABEL,
                                "none"));
        assertThat(target.healthy()).isTrue();
        assertThat(target.closed()).isFalse();
    }

    @Test
    void aVirtualNodeOfKosmosIsInItsOwnCluster() {
        String taint = "taints: [{key: kosmos.io/node, value: 'true', effect: NoSchedule}]";
        Target owned =
                READER.target(
                        node(
                                "name: kosmos-leaf, labels: {kosmos.io/node: 'true'}, annotations: {kosmos-io/owned-by-cluster: edge-7}",
                                taint,
                                "True"));
        assertThat(owned.spec().name()).isEqualTo("edge-7/kosmos-leaf");
        assertThat(owned.tier()).isEqualTo("edge");
        assertThat(owned.spec().labels())
                .containsEntry(Annotations.TAINTS_LABEL, "kosmos.io/node=true:NoSchedule");
        Target unnamed =
                READER.target(
                        node("name: kosmos-leaf, labels: {kosmos.io/node: 'true'}", taint, "True"));
        assertThat(unnamed.spec().cluster()).isEqualTo("leaf");
    }

    @Test
    void healthAndCordonsDoNotChangeLabels() {
        Target sick =
                READER.target(
                        node(
                                "name: n0",
                                "unschedulable: true, taints: [{key: node.kubernetes.io/not-ready, effect: NoExecute},"
                                        + " {key: node.kubernetes.io/unschedulable, effect: NoSchedule}]",
                                "Unknown"));
        assertThat(sick.healthy()).isFalse();
        assertThat(sick.closed()).isTrue();
        assertThat(sick.spec().labels()).containsEntry(Annotations.TAINTS_LABEL, "none");
    }
}
