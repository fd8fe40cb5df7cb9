package org.dsppo.jobs.containers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files in {@code docker/}, and the tools that their users open them with. */
final class ContainerFiles {

    /** Root of the repository, from the folder that a module's tests run in. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path DOCKER = ROOT.resolve("docker");
    static final Path CHART = DOCKER.resolve("chart");
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final TypeReference<JsonNode> NODE = new TypeReference<>() {};

    /** What a command printed, and how it ended. */
    record Output(int status, String text) {}

    private ContainerFiles() {}

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    /** All documents of a YAML text. */
    static List<JsonNode> documents(String text) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = YAML.readerFor(NODE).readValues(text)) {
            while (documents.hasNext()) {
                JsonNode each = documents.next();
                if (each != null && !each.isNull() && !each.isMissingNode()) {
                    all.add(each);
                }
            }
        }
        return all;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static Map<String, String> map(JsonNode object) {
        return YAML.convertValue(object, new TypeReference<Map<String, String>>() {});
    }

    static Optional<String> tool(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Output run(Path folder, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(out);
        Files.delete(out);
        return new Output(process.exitValue(), text);
    }
}
