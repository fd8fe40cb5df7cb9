package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard and alerts by themselves; {@link MonitoringITCase} holds them to a job. */
class MonitoringTest {

    @TempDir private Path folder;

    private static String promtool() {
        assumeTrue(
                ContainerFiles.tool("promtool").isPresent(),
                "no promtool on the PATH, so that Prometheus itself does not check its files");
        return ContainerFiles.tool("promtool").orElseThrow();
    }

    private static void passes(Path folder, String... command) throws Exception {
        ContainerFiles.Output output = ContainerFiles.run(folder, command);
        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).contains("SUCCESS");
    }

    @Test
    void promtoolReadsSettingsAndAlerts() throws Exception {
        String promtool = promtool();
        passes(
                ContainerFiles.DOCKER,
                promtool,
                "check",
                "config",
                "--syntax-only",
                "prometheus/prometheus.yml");
        passes(ContainerFiles.DOCKER, promtool, "check", "rules", "chart/files/alerts.yml");
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        passes(ContainerFiles.DOCKER, promtool(), "test", "rules", "prometheus/alerts.test.yml");
    }

    @Test
    void queriesOfTheDashboardArePromQl() throws Exception {
        String promtool = promtool();
        ObjectNode file = ContainerFiles.YAML.createObjectNode();
        ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
        ArrayNode rules = group.putArray("rules");
        int number = 0;
        for (String each : Monitoring.dashboardExpressions()) {
            rules.addObject().put("record", "panel:" + number++).put("expr", each);
        }
        Path written = folder.resolve("dashboard.yml");
        Files.writeString(written, ContainerFiles.YAML.writeValueAsString(file));
        passes(folder, promtool, "check", "rules", written.toString());
    }

    @Test
    void panelsHaveTheirOwnPlaces() throws IOException {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> cells = new HashSet<>();
        for (JsonNode panel : Monitoring.dashboard().path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).as("%s", panel).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(
                                    cells.add(
                                            List.of(
                                                    place.path("x").asInt() + x,
                                                    place.path("y").asInt() + y)))
                            .as("%s lies on another", panel.path("title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void panelsUseTheSourceThatIsProvisioned() throws IOException {
        JsonNode source =
                ContainerFiles.yaml(
                                ContainerFiles.DOCKER.resolve(
                                        "grafana/provisioning/datasources/prometheus.yaml"))
                        .path("datasources")
                        .path(0);
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        for (JsonNode panel : Monitoring.dashboard().path("panels")) {
            assertThat(panel.path("datasource").path("uid")).isEqualTo(source.path("uid"));
        }
        JsonNode provider =
                ContainerFiles.yaml(
                                ContainerFiles.DOCKER.resolve(
                                        "grafana/provisioning/dashboards/dsppo.yaml"))
                        .path("providers")
                        .path(0);
        assertThat(provider.path("options").path("path").asText()).isEqualTo("/var/lib/dashboards");
        assertThat(Files.readString(ContainerFiles.DOCKER.resolve("compose.yaml")))
                .contains("./chart/files/dashboard.json:/var/lib/dashboards/dashboard.json:ro");
    }

    @Test
    void alertsSayWhatToDo() throws IOException {
        Set<String> names = new HashSet<>();
        for (JsonNode rule : Monitoring.alerts()) {
            assertThat(names.add(rule.path("alert").asText())).isTrue();
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(rule.path("annotations").path("action").asText()).isNotBlank();
            assertThat(rule.path("labels").path("severity").asText())
                    .isIn("critical", "warning", "info");
        }
        String tests =
                Files.readString(ContainerFiles.DOCKER.resolve("prometheus/alerts.test.yml"));
        assertThat(names).allSatisfy(name -> assertThat(tests).contains("alertname: " + name));
        assertThat(tests).contains("value: " + names.size());
    }
}
