package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReaderTest {

    private static final PodReader READER = new PodReader(BridgeScript.SETTINGS);

    private static Pod pod(String annotations, String spec, String status) {
        return Serialization.unmarshal(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: model-0
                  namespace: ml
                  uid: 9f2c
                  creationTimestamp: "2026-05-01T12:00:00Z"
                  annotations: {%s}
                spec: {schedulerName: dsppo, %s}
                status: {%s}
                """
                        .formatted(annotations, spec, status),
                Pod.class);
    }

    private static String container(String requests) {
        return "containers: [{name: main, image: m, resources: {requests: {%s}}}]"
                .formatted(requests);
    }

    @Test
    void aPodIsATaskWithOneStrategy() throws Exception {
        Workload workload =
                READER.workload(
                        pod(
                                "dsppo.io/class: detect, dsppo.io/runtime: 5m, dsppo.io/deadline: 30m, dsppo.io/tenant: shop",
                                "priority: 7, nodeSelector: {zone: a}, "
                                        + container("cpu: 500m, memory: 2Gi, nvidia.com/gpu: 1"),
                                ""));
        TaskSubmitted task = workload.wish().task("k:9f2c", "default", List.of());
        long created = Instant.parse("2026-05-01T12:00:00Z").toEpochMilli();
        assertThat(task.submittedAtMillis()).isEqualTo(created);
        assertThat(task.deadlineAtMillis()).isEqualTo(created + 1_800_000);
        assertThat(task.taskClass()).isEqualTo("detect");
        assertThat(task.tenant()).isEqualTo("shop");
        assertThat(task.priority()).isEqualTo(7);
        assertThat(task.strategies()).hasSize(1);
        assertThat(task.strategies().get(0).runtimeMillis()).isEqualTo(300_000);
        assertThat(task.strategies().get(0).nodeSelector())
                .isEqualTo(Map.of("zone", "a", Annotations.TAINTS_LABEL, "none"));
        assertThat(task.strategies().get(0).demand())
                .isEqualTo(Map.of("cpu", 0.5, "mem", 2048.0, "gpu", 1.0, "pods", 1.0));
        // What the job reads is what was meant.
        TaskMessage message = TaskMessage.of(task);
        assertThat(MessageCodecs.TASK_MESSAGE.decode(MessageCodecs.TASK_MESSAGE.encode(message)))
                .isEqualTo(message);
    }

    @Test
    void withoutAnnotationsItIsOfTheUsualKind() throws Exception {
        Workload workload =
                READER.workload(pod("", "priority: 2000001000, " + container("cpu: 1"), ""));
        TaskSubmitted task = workload.wish().task("k:9f2c", "default", List.of());
        assertThat(task.taskClass()).isEqualTo("pod");
        assertThat(task.tenant()).isEqualTo("ml");
        assertThat(task.priority()).isEqualTo(1_000_000);
        assertThat(task.deadlineAtMillis()).isNull();
        assertThat(task.strategies().get(0).runtimeMillis()).isEqualTo(3_600_000);
    }

    @Test
    void requestsAreCountedAsKubernetesDoes() {
        Pod pod =
                pod(
                        "",
                        """
                        overhead: {cpu: 250m},
                        initContainers: [
                          {name: a, image: m, resources: {requests: {cpu: 3}}},
                          {name: side, image: m, restartPolicy: Always, resources: {requests: {cpu: 1, memory: 1Gi}}},
                          {name: b, image: m, resources: {requests: {cpu: 2500m}}}],
                        containers: [
                          {name: main, image: m, resources: {requests: {cpu: 1}, limits: {example.com/fpga: 2}}},
                          {name: more, image: m}]
                        """
                                .replace("\n", " "),
                        "");
        // The most is while b starts beside the sidecar, 1 + 2.5, and the overhead comes on top.
        assertThat(READER.workload(pod).wish().demand())
                .isEqualTo(
                        Map.of("cpu", 3.75, "mem", 1024.0, "example.com/fpga", 2.0, "pods", 1.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | WAITING",
                "schedulingGates: [{name: quota}], | '' | GATED",
                "nodeName: n0, | 'phase: Pending' | BOUND",
                "nodeName: n0, | 'phase: Running' | BOUND",
                "nodeName: n0, | 'phase: Succeeded' | SUCCEEDED",
                "nodeName: n0, | 'phase: Failed' | FAILED"
            })
    void phasesAreThoseOfTheSchedulersView(String spec, String status, WorkloadPhase phase) {
        Pod pod = pod("", spec + container("cpu: 1"), status);
        assertThat(READER.workload(pod).phase()).isEqualTo(phase);
        assertThat(READER.held(pod).isEmpty()).isEqualTo(phase != WorkloadPhase.BOUND);
    }

    @Test
    void aFailureSaysWhichContainerEndedHow() {
        Pod pod =
                pod(
                        "",
                        "nodeName: n0, " + container("cpu: 1"),
                        "phase: Failed, containerStatuses: [{name: main, state: {terminated: {exitCode: 137, reason: OOMKilled}}}]");
        assertThat(READER.workload(pod).detail())
                .isEqualTo("container main ended with 137 (OOMKilled)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]}} | affinity among pods",
                "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]}} | affinity among pods",
                "topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule}] | topology spread",
                "resourceClaims: [{name: gpu}] | dynamic resources",
                "containers: [{name: main, image: m, ports: [{hostPort: 80}]}] | ports of the node"
            })
    void whatCannotBePromisedIsRefused(String spec, String words) {
        String whole = spec.startsWith("containers") ? spec : spec + ", " + container("cpu: 1");
        Workload workload = READER.workload(pod("", whole, ""));
        assertThat(workload.wish()).isNull();
        assertThat(workload.refusal()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]}}",
                "topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]"
            })
    void whatIsOnlyPreferredIsNot(String spec) {
        assertThat(READER.workload(pod("", spec + ", " + container("cpu: 1"), "")).refusal())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "dsppo.io/runtime: soon, dsppo.io/runtime is soon",
        "dsppo.io/runtime: 0s, dsppo.io/runtime is 0s",
        "dsppo.io/deadline: tomorrow, dsppo.io/deadline is tomorrow",
        "dsppo.io/priority: high, dsppo.io/priority is high"
    })
    void anAnnotationOfAnotherFormIsNamed(String annotation, String words) {
        assertThat(READER.workload(pod(annotation, container("cpu: 1"), "")).refusal())
                .contains(words);
    }

    @Test
    void aDeadlineMayBeATime() throws Exception {
        Workload workload =
                READER.workload(
                        pod(
                                "dsppo.io/deadline: '2026-05-01T14:30:00+02:00'",
                                container("cpu: 1"),
                                ""));
        assertThat(workload.wish().deadlineAtMillis())
                .isEqualTo(Instant.parse("2026-05-01T12:30:00Z").toEpochMilli());
    }

    @Test
    void podsOfOtherSchedulersAreNotOurs() {
        Pod pod = pod("", container("cpu: 1"), "");
        assertThat(READER.isOurs(pod)).isTrue();
        pod.getSpec().setSchedulerName("default-scheduler");
        assertThat(READER.isOurs(pod)).isFalse();
    }
}
