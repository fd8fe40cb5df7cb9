package org.dsppo.jobs.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dsppo.jobs.cli.ParsedCommand;
import org.dsppo.jobs.options.Arguments;
import org.dsppo.jobs.options.JobSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command in a README is one that the product understands, and every link leads somewhere.
 */
class ReadmeCommandsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");

    static Stream<ReadmeBlock> blocks() throws IOException {
        return ReadmeBlock.all().stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void commandsAreUnderstood(ReadmeBlock block) {
        assertThat(block.commands()).isNotEmpty();
        for (String command : block.commands()) {
            List<String> words = ReadmeBlock.words(command);
            assertThatCode(() -> check(words))
                    .as("%s: %s", block, command)
                    .doesNotThrowAnyException();
        }
    }

    private static void check(List<String> words) {
        switch (words.get(0)) {
            case "./dsppo" ->
                    ParsedCommand.check(words.subList(1, words.size()).toArray(String[]::new));
            case "flink" -> checkJob(words);
            case "mvn" -> assertThat(words).containsExactly("mvn", "verify");
            default -> throw new IllegalArgumentException("a command of another kind");
        }
    }

    private static void checkJob(List<String> words) {
        int jar = 0;
        while (!words.get(jar).endsWith("-cluster.jar")) {
            jar++;
        }
        assertThat(words.get(jar)).startsWith("jobs/target/dsppo-jobs-");
        Arguments arguments =
                Arguments.parse(words.subList(jar + 1, words.size()).toArray(String[]::new));
        if (!arguments.help()) {
            JobSettings.from(arguments.configuration());
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String file : ReadmeBlock.FILES) {
            Matcher links = LINK.matcher(Files.readString(ReadmeBlock.ROOT.resolve(file)));
            while (links.find()) {
                if (!links.group(1).startsWith("http")) {
                    check(file, links.group(1), links.group(2));
                }
            }
        }
    }

    private static void check(String file, String to, String heading) throws IOException {
        Path from = ReadmeBlock.ROOT.resolve(file);
        Path target = to.isEmpty() ? from : from.resolveSibling(to);
        assertThat(target).as("link in %s", file).exists();
        if (heading != null) {
            assertThat(Files.readAllLines(target))
                    .as("headings of %s, linked in %s", to, file)
                    .anyMatch(line -> anchor(line).equals(heading));
        }
    }

    private static String anchor(String line) {
        return line.startsWith("#")
                ? line.replaceFirst("^#+ ", "")
                        .toLowerCase()
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-')
                : "";
    }

    @Test
    void theFirstReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(ReadmeBlock.ROOT.resolve("README.md")))
                .hasSizeLessThanOrEqualTo(150);
    }
}
