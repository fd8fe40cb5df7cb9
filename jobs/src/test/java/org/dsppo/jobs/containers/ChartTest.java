package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.cli.ParsedCommand;
import org.dsppo.jobs.options.Arguments;
import org.dsppo.jobs.options.JobSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The chart, rendered by Helm itself and read by the models of Kubernetes. */
class ChartTest {

    private static final List<String> EVERYTHING =
            List.of(
                    "--set-file", "catalogue=jobs/example/cluster.json",
                    "--set", "kosmos.enabled=true",
                    "--set", "kosmos.namespaces={ml,vision}",
                    "--set", "monitoring.podMonitor=true",
                    "--set", "monitoring.alerts=true",
                    "--set", "monitoring.dashboard=true",
                    "--set", "monitoring.labels.release=prometheus",
                    "--set", "kafka.settings.security\\.protocol=SSL",
                    "--set", "job.options.lease=1m",
                    "--set", "bridge.resources.example\\.com/fpga=fpga",
                    "--set", "images.pullSecrets={registry}");

    @BeforeAll
    static void requireHelm() {
        assumeTrue(
                ContainerFiles.tool("helm").isPresent(),
                "no helm on the PATH, so that the chart is not rendered");
    }

    private static List<JsonNode> render(List<String> options) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "helm",
                                "template",
                                "site",
                                "docker/chart",
                                "--namespace",
                                "sched"));
        command.addAll(options);
        ContainerFiles.Output output =
                ContainerFiles.run(ContainerFiles.ROOT, command.toArray(String[]::new));
        assertThat(output.status()).as(output.text()).isZero();
        return ContainerFiles.documents(output.text());
    }

    private static List<JsonNode> onKarmada() throws Exception {
        return render(List.of("--set", "karmada.enabled=true", "--set", "bridge.enabled=false"));
    }

    private static List<JsonNode> everything() throws Exception {
        return render(EVERYTHING);
    }

    private static Optional<JsonNode> find(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .filter(each -> each.path("metadata").path("name").asText().equals(name))
                .findFirst();
    }

    private static <T> T object(List<JsonNode> objects, String name, String kind, Class<T> model) {
        return StrictModels.read(find(objects, kind, name).orElseThrow(), model);
    }

    @Test
    void helmFindsNothingToComplainOf() throws Exception {
        ContainerFiles.Output output =
                ContainerFiles.run(ContainerFiles.ROOT, "helm", "lint", "--strict", "docker/chart");
        assertThat(output.status()).as(output.text()).isZero();
    }

    @Test
    void everyObjectIsOneThatKubernetesKnows() throws Exception {
        for (List<JsonNode> objects : List.of(render(List.of()), everything(), onKarmada())) {
            assertThat(objects).hasSizeGreaterThan(5);
            for (JsonNode each : objects) {
                StrictModels.read(each);
                assertThat(each.path("metadata").path("labels").path("app.kubernetes.io/name"))
                        .as("%s", each)
                        .hasToString("\"dsppo\"");
            }
        }
        JsonNode slip = ContainerFiles.YAML.readTree("{kind: Deployment, spec: {replica: 1}}");
        assertThatThrownBy(() -> StrictModels.read(slip)).hasMessageContaining("replica");
    }

    @Test
    void theJobIsWhatTheImageHoldsAndUnderstandsItsOptions() throws Exception {
        for (List<JsonNode> objects : List.of(render(List.of()), everything())) {
            StrictModels.FlinkSpec spec =
                    object(objects, "site", "FlinkDeployment", StrictModels.Flink.class).spec();
            assertThat(spec.flinkVersion()).isEqualTo("v2_2");
            assertThat(spec.job().upgradeMode()).isEqualTo("savepoint");
            assertThat(spec.job().entryClass()).isEqualTo(PlacementJob.class.getName());
            assertThat(Files.readString(ContainerFiles.DOCKER.resolve("Dockerfile")))
                    .contains(spec.job().jarURI().replace("local://", ""));
            JobSettings.from(
                    Arguments.parse(spec.job().args().toArray(String[]::new)).configuration());
            FlinkSettings.check(spec.flinkConfiguration());
            Map<String, String> settings = spec.flinkConfiguration();
            assertThat(settings).containsEntry("high-availability.type", "kubernetes");
            for (String key :
                    List.of(
                            "execution.checkpointing.dir",
                            "execution.checkpointing.savepoint-dir",
                            "high-availability.storageDir")) {
                assertThat(settings.get(key)).startsWith("file:///state/");
            }
            Container container = spec.podTemplate().getSpec().getContainers().get(0);
            assertThat(container.getName()).isEqualTo("flink-main-container");
            assertThat(container.getVolumeMounts().get(0).getMountPath()).isEqualTo("/state");
            assertThat(container.getPorts().get(0).getContainerPort())
                    .hasToString(settings.get("metrics.reporter.prom.port"));
            assertThat(find(objects, "ServiceAccount", spec.serviceAccount())).isPresent();
        }
    }

    @Test
    void commandsAreUnderstood() throws Exception {
        List<JsonNode> objects = everything();
        assertThat(command(object(objects, "site-topics", "Job", Job.class)))
                .startsWith("topics", "create")
                .containsSequence("--kafka", "security.protocol=SSL");
        List<String> bridge =
                command(object(objects, "site-bridge", "Deployment", Deployment.class));
        assertThat(bridge)
                .startsWith("bridge", "kubernetes")
                .containsSequence("--lease", "sched/site-bridge")
                .containsSequence("--resource", "example.com/fpga=fpga")
                .containsSequence("--cluster", "/site/cluster.json");
        assertThat(command(object(onKarmada(), "site-karmada", "Deployment", Deployment.class)))
                .startsWith("bridge", "karmada")
                .containsSequence("--kubeconfig", "/karmada/kubeconfig");

        List<JsonNode> unbridged =
                render(
                        List.of(
                                "--set-file", "catalogue=jobs/example/cluster.json",
                                "--set", "bridge.enabled=false"));
        assertThat(command(object(unbridged, "site-catalogue", "Job", Job.class)))
                .startsWith("catalogue", "publish", "--cluster", "/site/cluster.json");
        assertThat(find(unbridged, "Deployment", "site-bridge")).isEmpty();
    }

    @Test
    void twoBridgesOnTheSameTopicsAreRefused() throws Exception {
        ContainerFiles.Output output =
                ContainerFiles.run(
                        ContainerFiles.ROOT,
                        "helm",
                        "template",
                        "site",
                        "docker/chart",
                        "--set",
                        "karmada.enabled=true");
        assertThat(output.status()).isNotZero();
        assertThat(output.text()).contains("topicPrefix of its own");
    }

    private static List<String> command(Job job) {
        return command(job.getSpec().getTemplate().getSpec());
    }

    private static List<String> command(Deployment deployment) {
        return command(deployment.getSpec().getTemplate().getSpec());
    }

    private static List<String> command(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        Container container = pod.getContainers().get(0);
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getPorts()).as("nothing listens").isEmpty();
        List<String> words = container.getArgs();
        ParsedCommand.check(words.toArray(String[]::new));
        return words;
    }

    /** Verbs that the bridge's calls need: KubernetesPlatformTest makes all of them. */
    @Test
    void theBridgeMayDoWhatItDoesAndNoMore() throws Exception {
        ClusterRole role =
                object(everything(), "sched-site-bridge", "ClusterRole", ClusterRole.class);
        assertThat(role.getRules())
                .extracting(PolicyRule::getResources, PolicyRule::getVerbs)
                .containsExactlyInAnyOrder(
                        tuple(List.of("pods"), List.of("get", "list", "watch", "delete")),
                        tuple(List.of("nodes"), List.of("get", "list", "watch")),
                        tuple(List.of("pods/binding"), List.of("create")),
                        tuple(List.of("events"), List.of("create")));
    }

    @Test
    void podsThatGoDownLoseTheSchedulersName() throws Exception {
        List<JsonNode> policies =
                everything().stream()
                        .filter(each -> each.path("kind").asText().equals("PodConvertPolicy"))
                        .toList();
        assertThat(policies)
                .extracting(each -> each.path("metadata").path("namespace").asText())
                .containsExactly("ml", "vision");
        StrictModels.Convert policy =
                StrictModels.read(policies.get(0), StrictModels.Convert.class);
        assertThat(policy.spec().converters().schedulerNameConverter())
                .isEqualTo(new StrictModels.SchedulerNameConverter("replace", "default-scheduler"));
    }

    @Test
    void monitoringIsThatOfTheFiles() throws Exception {
        List<JsonNode> objects = everything();
        assertThat(find(objects, "PrometheusRule", "site").orElseThrow().at("/spec/groups/0/rules"))
                .isEqualTo(Monitoring.alerts());
        ConfigMap dashboard = object(objects, "site-dashboard", "ConfigMap", ConfigMap.class);
        assertThat(ContainerFiles.YAML.readTree(dashboard.getData().get("dsppo.json")))
                .isEqualTo(Monitoring.dashboard());
        StrictModels.Monitor monitor =
                object(objects, "site", "PodMonitor", StrictModels.Monitor.class);
        JsonNode labels =
                find(objects, "FlinkDeployment", "site")
                        .orElseThrow()
                        .at("/spec/podTemplate/metadata/labels");
        assertThat(ContainerFiles.map(labels))
                .containsAllEntriesOf(monitor.spec().selector().matchLabels());
        assertThat(monitor.spec().podMetricsEndpoints().get(0).port()).isEqualTo("metrics");
    }
}
