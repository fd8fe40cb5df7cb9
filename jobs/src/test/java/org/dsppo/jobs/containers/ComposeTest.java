package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.cli.ParsedCommand;
import org.dsppo.jobs.options.Arguments;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.options.JobSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import scala.collection.Iterator;

/**
 * {@code compose.yaml}: what it starts is there, understands what it is told, and keeps to itself.
 */
class ComposeTest {

    /** What we use of the format; anything else is a slip of the pen. */
    private static final Set<String> SERVICE_KEYS =
            Set.of(
                    "image",
                    "build",
                    "command",
                    "environment",
                    "ports",
                    "volumes",
                    "depends_on",
                    "healthcheck",
                    "restart",
                    "security_opt",
                    "cap_drop");

    private static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");

    private static final Pattern PUBLISHED = Pattern.compile("127\\.0\\.0\\.1:(\\d+):(\\d+)");
    private static final Pattern DEFAULTED = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    private static JsonNode compose;

    @BeforeAll
    static void read() throws IOException {
        // SnakeYAML itself: the file has anchors and merge keys.
        Object loaded =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(Files.readString(ContainerFiles.DOCKER.resolve("compose.yaml")));
        compose = ContainerFiles.YAML.valueToTree(loaded);
    }

    /** What the job's processes are told of Flink. */
    static Map<String, String> flinkProperties() throws IOException {
        read();
        String properties =
                service("taskmanager").path("environment").path("FLINK_PROPERTIES").asText();
        return ContainerFiles.map(ContainerFiles.YAML.readTree(properties));
    }

    private static JsonNode service(String name) {
        JsonNode service = compose.path("services").path(name);
        assertThat(service.isObject()).as(name).isTrue();
        return service;
    }

    private static List<String> command(String service) {
        return ContainerFiles.texts(service(service).path("command"));
    }

    @Test
    void everyServiceIsOfTheFormAndDependsOnWhatIsThere() {
        Set<String> names = new HashSet<>();
        compose.path("services").fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .contains("kafka", "jobmanager", "taskmanager", "devices", "prometheus", "grafana");
        for (String name : names) {
            JsonNode service = service(name);
            service.fieldNames()
                    .forEachRemaining(key -> assertThat(SERVICE_KEYS).as(name).contains(key));
            service.path("depends_on")
                    .properties()
                    .forEach(
                            each -> {
                                assertThat(names).as(name).contains(each.getKey());
                                String condition = each.getValue().path("condition").asText();
                                assertThat(CONDITIONS).contains(condition);
                                if (condition.equals("service_healthy")) {
                                    assertThat(service(each.getKey()).has("healthcheck")).isTrue();
                                }
                            });
        }
    }

    @Test
    void portsArePublishedOnLoopbackOnly() {
        int published = 0;
        for (JsonNode service : compose.path("services")) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asText()).matches(PUBLISHED);
                published++;
            }
            assertThat(service.has("network_mode")).isFalse();
        }
        assertThat(published).isEqualTo(4);
    }

    @Test
    void volumesAreFilesThatExistOrNamedOnes() {
        for (JsonNode service : compose.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                Matcher defaulted = DEFAULTED.matcher(volume.asText());
                String from = defaulted.replaceAll("$1").split(":")[0];
                if (from.startsWith(".")) {
                    assertThat(ContainerFiles.DOCKER.resolve(from).normalize()).exists();
                    assertThat(volume.asText()).as("may be written").endsWith(":ro");
                } else {
                    assertThat(compose.path("volumes").has(from)).as(from).isTrue();
                }
            }
        }
    }

    @Test
    void theJobIsTheOneInTheImageAndUnderstandsItsOptions() {
        List<String> command = command("jobmanager");
        assertThat(command.subList(0, 3))
                .containsExactly("standalone-job", "--job-classname", PlacementJob.class.getName());
        Arguments arguments =
                Arguments.parse(command.subList(3, command.size()).toArray(String[]::new));
        JobSettings.from(arguments.configuration());
        assertThat(arguments.configuration().get(JobOptions.BOOTSTRAP_SERVERS))
                .isEqualTo("kafka:19092");
    }

    @Test
    void commandsOfTheCommandLineAreUnderstood() {
        for (String name : List.of("topics", "catalogue", "devices")) {
            List<String> words = command(name);
            ParsedCommand.check(words.toArray(String[]::new));
            assertThat(words).containsSequence("--bootstrap-servers", "kafka:19092");
        }
    }

    @Test
    void settingsOfFlinkAreFlinksAndMetricsAreWherePrometheusLooks() throws IOException {
        for (String name : List.of("jobmanager", "taskmanager")) {
            String properties = service(name).path("environment").path("FLINK_PROPERTIES").asText();
            Map<String, String> settings =
                    ContainerFiles.map(ContainerFiles.YAML.readTree(properties));
            FlinkSettings.check(settings);
            JsonNode scrape =
                    ContainerFiles.yaml(ContainerFiles.DOCKER.resolve("prometheus/prometheus.yml"))
                            .path("scrape_configs")
                            .path(0)
                            .path("dns_sd_configs")
                            .path(0);
            assertThat(ContainerFiles.texts(scrape.path("names"))).contains(name);
            assertThat(settings.get("metrics.reporter.prom.port"))
                    .isEqualTo(scrape.path("port").asText());
        }
    }

    @Test
    void theBrokersSettingsAreValidAndItsListenersReachable() {
        Properties broker = new Properties();
        ContainerFiles.map(service("kafka").path("environment"))
                .forEach(
                        (name, value) ->
                                broker.setProperty(
                                        name.substring("KAFKA_".length())
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '.'),
                                        value));
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                .as("settings that Kafka knows")
                .containsAll(broker.stringPropertyNames());
        Map<String, Integer> ports = new HashMap<>();
        Iterator<Endpoint> advertised =
                new KafkaConfig(broker, false).effectiveAdvertisedBrokerListeners().iterator();
        while (advertised.hasNext()) {
            Endpoint each = advertised.next();
            ports.put(each.host(), each.port());
        }
        assertThat(ports).isEqualTo(Map.of("kafka", 19092, "localhost", 9092));
        assertThat(ContainerFiles.texts(service("kafka").path("ports")))
                .containsExactly("127.0.0.1:9092:9092");
    }

    @Test
    void nothingIsASecret() throws IOException {
        assertThat(Files.readString(ContainerFiles.DOCKER.resolve("compose.yaml")))
                .doesNotContainPattern("(?i)(password|secret|token)\\s*[:=]\\s*\\S");
        assertThat(
                        service("grafana")
                                .path("environment")
                                .path("GF_AUTH_ANONYMOUS_ORG_ROLE")
                                .asText())
                .isEqualTo("Viewer");
    }

    @Test
    void dockerComposeReadsIt() throws Exception {
        assumeTrue(
                ContainerFiles.tool("docker-compose").isPresent(),
                "no docker-compose on the PATH, so that compose.yaml is read by our own model alone");
        ContainerFiles.Output read =
                ContainerFiles.run(
                        ContainerFiles.ROOT,
                        "docker-compose",
                        "-f",
                        "docker/compose.yaml",
                        "config");
        assertThat(read.status()).as(read.text()).isZero();
        assertThat(read.text()).contains("jobs/example:/site:ro");
    }
}
