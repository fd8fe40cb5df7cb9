package org.dsppo.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.JsonFile;
import org.dsppo.schemas.codec.JsonLines;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogues and traces of the paper's experiments, which are kept beside the repository. */
class PaperDataTest {

    @ParameterizedTest
    @ValueSource(strings = {"ii5", "i3"})
    void everythingDecodes(String name) throws Exception {
        Path data = SharedData.of("paper");
        Path file = data.resolve(name + ".json");
        Catalogue catalogue = JsonFile.read(file, MessageCodecs.CATALOGUE);
        JsonNode tree = new ObjectMapper().readTree(file.toFile());
        assertThat(catalogue.name()).isEqualTo(tree.path("name").textValue());
        assertThat(catalogue.nodes()).hasSize(tree.path("nodes").size()).isNotEmpty();
        assertThat(catalogue.classes()).hasSize(tree.path("classes").size()).isNotEmpty();

        List<Path> traces = traces(data, name);
        assertThat(traces).isNotEmpty();
        for (Path trace : traces) {
            List<TaskSubmitted> tasks = JsonLines.read(trace, MessageCodecs.TASK_SUBMITTED);
            try (Stream<String> lines = Files.lines(trace)) {
                assertThat(tasks).as(trace.toString()).hasSize((int) lines.count());
            }
            assertThat(catalogue.classes().keySet())
                    .containsAll(tasks.stream().map(TaskSubmitted::taskClass).distinct().toList());
        }
    }

    private static List<Path> traces(Path data, String name) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "-"))
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .toList();
        }
    }
}
