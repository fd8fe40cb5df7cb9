package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {

    private static final String SITE =
            """
            { "name": "site", "resources": ["cpu", "gpu", "gpumem"],
              "accelerators": [ { "units": "gpu", "memory": "gpumem" } ],
              "clusters": [ { "id": "cloud", "tier": "cloud",
                              "latencyMillis": { "edge": 40 }, "bandwidthMbps": { "edge": 100 } },
                            { "id": "edge", "tier": "edge" } ],
              "nodes": [ { "nodeId": "n0", "cluster": "edge", "capacity": { "cpu": 8 } },
                         { "nodeId": "n1", "cluster": "cloud",
                           "labels": { "anything": "goes" },
                           "capacity": { "cpu": 8, "gpu": 4, "gpumem": 65536 },
                           "devices": { "gpu": { "count": 4, "units": 1, "memory": 16384 } } } ],
              "classes": { "ai": [ { "id": "s", "demand": { "cpu": 1 }, "runtimeMillis": 10 } ] } }
            """;

    @TempDir Path folder;
    private final List<String> warnings = new ArrayList<>();

    @Test
    void whatIsRightPassesWithoutAWord() throws Exception {
        assertThat(CatalogueFile.read(file(SITE), warnings::add).nodes()).hasSize(2);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"gpu\": 4, | \"gpu\": 3, |"
                        + " nodes[1].devices.gpu is 4 of 1 gpu, 4 together, expected at most the node's"
                        + " capacity of 3 gpu",
                "65536 | 65535 |"
                        + " nodes[1].devices.gpu is 4 of 16384 gpumem, 65536 together, expected at most"
                        + " the node's capacity of 65535 gpumem",
                "\"gpu\": 4, | '' |"
                        + " nodes[1].devices.gpu is 4 of 1 gpu, 4 together, expected at most the node's"
                        + " capacity of 0 gpu",
                "{ \"edge\": 40 } | { \"egde\": 40 } |"
                        + " clusters[0].latencyMillis is \"egde\", expected ids of clusters, of which"
                        + " there are cloud, edge (did you mean edge?)",
                "{ \"edge\": 100 } | { \"moon\": 100 } |"
                        + " clusters[0].bandwidthMbps is \"moon\", expected ids of clusters, of which"
                        + " there are cloud, edge"
            })
    void whatCannotBeMeantIsRefused(String right, String wrong, String fault) throws Exception {
        Path file = file(SITE.replace(right, wrong));
        assertThatThrownBy(() -> CatalogueFile.read(file, warnings::add))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(file + ": " + fault);
    }

    @Test
    void memoryThatOnlyDevicesListIsNoneOfTheNodesAndThatIsSaid() throws Exception {
        Path file = file(SITE.replace(", \"gpumem\": 65536", ""));
        assertThat(CatalogueFile.read(file, warnings::add).nodes().get(1).capacity())
                .doesNotContainKey("gpumem");
        assertThat(warnings)
                .containsExactly(
                        file
                                + ": node cloud/n1 lists gpumem of devices, but no gpumem in capacity,"
                                + " so that no task that asks for gpumem runs there");
    }

    @Test
    void ofManySuchNodesTheFirstIsNamed() throws Exception {
        String second =
                "\"nodes\": [ { \"nodeId\": \"n2\", \"cluster\": \"cloud\", \"capacity\": { \"gpu\": 1 },"
                        + " \"devices\": { \"gpu\": { \"count\": 1, \"memory\": 80000 } } },";
        Path file = file(SITE.replace(", \"gpumem\": 65536", "").replace("\"nodes\": [", second));
        CatalogueFile.read(file, warnings::add);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ": 2 nodes, cloud/n2 first, list gpumem of devices, but no gpumem in"
                                + " capacity, so that no task that asks for gpumem runs there");
    }

    @Test
    void devicesOfUnlimitedMemoryAreNotCompared() throws Exception {
        Path file = file(SITE.replace(", \"memory\": 16384", ""));
        assertThat(CatalogueFile.read(file, warnings::add).nodes().get(1).devices().get("gpu"))
                .isEqualTo(new DeviceSpec(4, 1, null));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aNodeMayListAKindOfWhichItHasNone() throws Exception {
        Path file =
                file(
                        SITE.replace("\"count\": 4", "\"count\": 0")
                                .replace("\"gpu\": 4, \"gpumem\": 65536", "\"gpu\": 0"));
        assertThat(CatalogueFile.read(file, warnings::add).nodes().get(1).devices().get("gpu"))
                .isEqualTo(new DeviceSpec(0, 1, 16384.0));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFieldThatIsNotKnownIsNamedOnceWithItsNeighbour() throws Exception {
        Path file =
                file(
                        SITE.replace("\"capacity\"", "\"capacityy\"")
                                .replace("\"devices\": {", "\"device\": {")
                                .replace(
                                        "{ \"name\"",
                                        "{ \"$schema\": \"x\", \"_note\": 1, \"name\""));
        assertThat(CatalogueFile.read(file, warnings::add).nodes()).hasSize(2);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ": nodes[0].capacityy is not a known field (did you mean capacity?)"
                                + " and 1 more like it; it is ignored",
                        file
                                + ": nodes[1].device is not a known field (did you mean devices?);"
                                + " it is ignored");
    }

    @Test
    void bytesInPlaceOfMegabytesAreToldTheWayOut() throws Exception {
        Path file = file(SITE.replace("65536", "2199023255552"));
        assertThatThrownBy(() -> CatalogueFile.read(file, warnings::add))
                .hasMessage(
                        file
                                + ": nodes[1].capacity.gpumem is 2199023255552, expected a number >= 0"
                                + " and <= 1000000000000; give MB where this is memory in bytes");
    }

    @Test
    void misspeltNamesOfResourcesAndClustersAreToldTheNearest() throws Exception {
        Path demand =
                file(SITE.replaceFirst("\"demand\": \\{ \"(\\w+)\"", "\"demand\": { \"$1u\""));
        assertThatThrownBy(() -> CatalogueFile.read(demand, warnings::add))
                .hasMessageContaining("expected names out of resources (did you mean ");
        Path cluster = file(SITE.replaceFirst("\"cluster\": \"(\\w+)\"", "\"cluster\": \"$1x\""));
        assertThatThrownBy(() -> CatalogueFile.read(cluster, warnings::add))
                .hasMessageContaining("expected the id of a cluster (did you mean ");
    }

    @Test
    void fractionsOfSecondsInPlaceOfMillisecondsAreToldTheWayOut() throws Exception {
        Path file = file(SITE.replace("\"runtimeMillis\": 10", "\"runtimeMillis\": 0.5"));
        assertThatThrownBy(() -> CatalogueFile.read(file, warnings::add))
                .hasMessageEndingWith(
                        "runtimeMillis is 0.5, expected a whole number from 1 to 1000000000000;"
                                + " give milliseconds");
    }

    @Test
    void tasksNameTheLineOfAnUnknownField() throws Exception {
        Path file =
                file(
                        """
                        {"taskId": "a", "submittedAtMillis": 0, "taskClass": "c", "payload": {"x": 1}}
                        {"taskId": "b", "submittedAtMillis": 0, "taskClass": "c", "prio": 3}
                        {"taskId": "d", "submittedAtMillis": 0, "taskClass": "c", "prio": 4}
                        {"taskId": "e", "cancelledAtMillis": 5, "zzz": 4}
                        """);
        assertThat(JsonLines.read(file, MessageCodecs.TASK_MESSAGE, warnings::add))
                .extracting(JsonLines.Line::line)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(warnings)
                .containsExactly(
                        file
                                + ", line 2: prio is not a known field (did you mean priority?)"
                                + " and 1 more like it; it is ignored",
                        file
                                + ", line 4: zzz is not a known field, expected one of"
                                + " cancelledAtMillis, cell, submittedAtMillis, taskId;"
                                + " it is ignored");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("file.json"), text);
    }
}
