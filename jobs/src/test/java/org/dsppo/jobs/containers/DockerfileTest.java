package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsppo.jobs.cli.DsppoCommand;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Dockerfile, by a model of our own: there is no engine to build it with. What it copies is
 * there, and what it runs is a class of ours.
 */
class DockerfileTest {

    private static final Pattern FROM = Pattern.compile("FROM (\\S+) AS (\\S+)");
    private static final Pattern CONTEXT_COPY = Pattern.compile("COPY ([^-]\\S*) (\\S+)");
    private static final Pattern STAGE_COPY =
            Pattern.compile("COPY --from=(\\S+)(?: --chown=\\S+)? (\\S+) (\\S+)");

    private static Map<String, List<String>> stages;

    /** Instructions of each stage, continued lines joined. */
    @BeforeAll
    static void read() throws IOException {
        stages = new LinkedHashMap<>();
        String text =
                Files.readString(ContainerFiles.DOCKER.resolve("Dockerfile"))
                        .replaceAll("(?m)^#.*\\n", "")
                        .replaceAll("\\\\\\n\\s*", " ");
        List<String> stage = null;
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            Matcher from = FROM.matcher(line);
            if (from.matches()) {
                stage = new ArrayList<>();
                stages.put(from.group(2), stage);
            }
            stage.add(line.strip());
        }
    }

    private static String only(String stage, String instruction) {
        List<String> found =
                stages.get(stage).stream()
                        .filter(each -> each.startsWith(instruction + ' '))
                        .toList();
        assertThat(found).hasSize(1);
        return found.get(0).substring(instruction.length() + 1);
    }

    @Test
    void everyStageIsOfAVersionAndEndsWithoutRoot() throws IOException {
        assertThat(stages).containsOnlyKeys("build", "job", "agent", "cli");
        String pom = Files.readString(ContainerFiles.ROOT.resolve("pom.xml"));
        Matcher flink = Pattern.compile("<flink.version>([^<]+)<").matcher(pom);
        assertThat(flink.find()).isTrue();
        assertThat(stages.get("job").get(0))
                .isEqualTo("FROM flink:%s-java17 AS job".formatted(flink.group(1)));
        for (String stage : List.of("job", "agent", "cli")) {
            List<String> users =
                    stages.get(stage).stream().filter(each -> each.startsWith("USER ")).toList();
            assertThat(users.get(users.size() - 1)).isIn("USER flink", "USER 9999");
        }
    }

    @Test
    void whatIsCopiedIsThere() throws IOException {
        List<String> ignored =
                Files.readAllLines(ContainerFiles.DOCKER.resolve("Dockerfile.dockerignore"));
        int copied = 0;
        for (List<String> stage : stages.values()) {
            for (String line : stage) {
                Matcher context = CONTEXT_COPY.matcher(line);
                Matcher other = STAGE_COPY.matcher(line);
                if (context.matches()) {
                    assertThat(ContainerFiles.ROOT.resolve(context.group(1))).exists();
                    assertThat(ignored).doesNotContain(context.group(1));
                    copied++;
                } else if (other.matches()) {
                    assertThat(stages).containsKey(other.group(1));
                    assertThat(String.join(" ", stages.get(other.group(1))))
                            .as("where %s comes from", other.group(2))
                            .contains(' ' + other.group(2));
                    copied++;
                } else {
                    assertThat(line).doesNotStartWith("COPY").doesNotStartWith("ADD");
                }
            }
        }
        assertThat(copied).isEqualTo(10);
    }

    @Test
    void theBuildLeavesWhatIsCopiedFromIt() throws Exception {
        // Its last step, on the build that is there: the class path's jars, and the module's own.
        assertThat(stages.get("build").get(stages.get("build").size() - 1))
                .contains(
                        "jobs/target/dsppo.classpath",
                        "/out/lib/",
                        "/out/dsppo-job.jar",
                        "/out/dsppo-agent.jar");
        Path pom = ContainerFiles.ROOT.resolve("jobs/pom.xml");
        assertThat(Files.readString(pom))
                .contains(
                        "<shadedClassifierName>cluster<",
                        "${project.build.directory}/dsppo.classpath");
    }

    @Test
    void theCommandLineIsWhatStarts() throws IOException {
        List<String> entry =
                ContainerFiles.texts(ContainerFiles.YAML.readTree(only("cli", "ENTRYPOINT")));
        assertThat(entry).endsWith(DsppoCommand.class.getName());
        assertThat(entry).containsSequence("-cp", "/opt/dsppo/lib/*");
        assertThat(entry).contains("@/opt/dsppo/jvm.args");
        assertThat(ContainerFiles.texts(ContainerFiles.YAML.readTree(only("agent", "ENTRYPOINT"))))
                .endsWith("-jar", "/opt/dsppo/dsppo-agent.jar");
    }
}
