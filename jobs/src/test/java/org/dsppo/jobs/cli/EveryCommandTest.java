package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Every command, those to come included, with paths that cannot be used and brokers that are not
 * there: exit code 2, one line, and nothing that only programmers can read.
 */
class EveryCommandTest {

    /** Long enough for a broker that keeps silent; only a command that hangs takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<String> OUTPUTS = Set.of("--out", "--export");

    /** What a command needs besides an option before it looks at the option's value. */
    private static final Map<String, List<String>> COMPANIONS =
            Map.of(
                    "dsppo evaluate --out", List.of("--experiment", "burst"),
                    "dsppo evaluate --traces",
                            List.of("--experiment", "traces", "--out", "SCRATCH"),
                    "dsppo train --from", List.of("--minutes", "1"),
                    "dsppo train --cluster", List.of("--minutes", "1"),
                    "dsppo train --tasks", List.of("--minutes", "1"),
                    "dsppo train --trace", List.of("--minutes", "1"));

    @TempDir private static Path folder;
    private static Path scratch;
    private static Path emptyFolder;
    private static Path emptyFile;
    private static Path binaryFile;
    private static String closedPort;

    @BeforeAll
    static void prepare() throws IOException {
        scratch = folder.resolve("scratch");
        emptyFolder = Files.createDirectory(folder.resolve("empty-folder"));
        emptyFile = Files.createFile(folder.resolve("empty.file"));
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        binaryFile = Files.write(folder.resolve("binary.file"), noise);
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = "127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static Stream<CommandSpec> leaves(CommandLine line) {
        return line.getSubcommands().isEmpty()
                ? Stream.of(line.getCommandSpec())
                : line.getSubcommands().values().stream().flatMap(EveryCommandTest::leaves);
    }

    private static Stream<CommandSpec> leaves() {
        return leaves(DsppoCommand.commandLine());
    }

    static Stream<String> commandsWithBroker() {
        return leaves().filter(leaf -> leaf.findOption("--bootstrap-servers") != null)
                .map(CommandSpec::qualifiedName);
    }

    /** Every argument of every command that names a file or folder. */
    static Stream<String> pathsOfCommands() {
        return leaves().flatMap(
                        leaf ->
                                leaf.args().stream()
                                        .filter(EveryCommandTest::isPath)
                                        .map(arg -> leaf.qualifiedName() + ' ' + name(arg)));
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option
                ? option.longestName()
                : "#" + ((PositionalParamSpec) arg).index().min();
    }

    private static boolean isPath(ArgSpec arg) {
        return arg.paramLabel().matches(".*\\b(FILE|DIR|PATH)\\b.*") || namesPolicies(arg);
    }

    /** {@code ds-ppo:file=FILE} is a policy as well. */
    private static boolean namesPolicies(ArgSpec arg) {
        return arg instanceof OptionSpec option
                && (Set.of("--policy", "--policies", "--compare").contains(option.longestName())
                        || arg.paramLabel().equals("POLICY"));
    }

    @Test
    void argumentsThatArePathsSayWhatKind() {
        assertThat(leaves().count()).isGreaterThan(15);
        leaves().flatMap(leaf -> leaf.args().stream())
                .filter(arg -> arg.type() == Path.class || arg.auxiliaryTypes()[0] == Path.class)
                .forEach(
                        arg ->
                                assertThat(arg.paramLabel())
                                        .as(name(arg))
                                        .matches(".*\\b(FILE|DIR)\\b.*"));
    }

    @ParameterizedTest
    @MethodSource("commandsWithBroker")
    void aBrokerThatIsNotThereIsNamedInOneLine(String command) {
        assertRefused(arguments(command, null, List.of()));
    }

    @ParameterizedTest
    @MethodSource("pathsOfCommands")
    void aPathThatCannotBeUsedIsNamedInOneLine(String commandAndPath) {
        int gap = commandAndPath.lastIndexOf(' ');
        String command = commandAndPath.substring(0, gap);
        ArgSpec arg =
                spec(command).args().stream()
                        .filter(each -> name(each).equals(commandAndPath.substring(gap + 1)))
                        .findFirst()
                        .orElseThrow();
        for (String value : unusable(arg)) {
            assertRefused(arguments(command, arg, List.of(value)));
        }
    }

    private static CommandSpec spec(String qualifiedName) {
        return leaves().filter(leaf -> leaf.qualifiedName().equals(qualifiedName))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> unusable(ArgSpec arg) {
        boolean wantsFolder = arg.paramLabel().contains("DIR");
        List<Path> paths = new ArrayList<>();
        paths.add(emptyFile.resolve("below-a-file"));
        if (arg instanceof OptionSpec option && OUTPUTS.contains(option.longestName())) {
            paths.add(wantsFolder ? emptyFile : emptyFolder);
            paths.add(Path.of("/proc/self/nowhere/deeper"));
        } else {
            paths.add(folder.resolve("nowhere/at-all"));
            paths.add(emptyFolder);
            paths.add(emptyFile);
            paths.add(binaryFile);
        }
        List<String> values = new ArrayList<>();
        for (Path path : paths) {
            if (namesPolicies(arg)) {
                values.add("ds-ppo:file=" + path);
            } else if (arg.paramLabel().startsWith("FORMAT:")) {
                Stream.of("openb:", "gavel:", "azure:").forEach(each -> values.add(each + path));
            } else {
                values.add(path.toString());
            }
        }
        return values;
    }

    /** A command line that is well but for what it names. */
    private static List<String> arguments(String command, ArgSpec arg, List<String> values) {
        CommandSpec spec = spec(command);
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.remove(0);
        if (spec.findOption("--bootstrap-servers") != null) {
            line.addAll(List.of("--bootstrap-servers", closedPort));
        }
        String key = arg == null ? "" : command + ' ' + name(arg);
        for (String each : COMPANIONS.getOrDefault(key, List.of())) {
            line.add(each.equals("SCRATCH") ? scratch.toString() : each);
        }
        for (OptionSpec option : spec.options()) {
            boolean required = option.required() && option.group() == null;
            if (option != arg && required && !sameOption(option, arg)) {
                line.addAll(List.of(option.longestName(), usual(option)));
            }
        }
        for (ArgGroupSpec group : spec.argGroups()) {
            boolean given = group.args().stream().anyMatch(each -> sameOption(each, arg));
            if (group.multiplicity().min() > 0 && !given) {
                line.addAll(List.of(name(group.args().iterator().next()), "x"));
            }
        }
        if (arg instanceof OptionSpec option) {
            line.add(option.longestName());
            line.addAll(values);
        }
        for (PositionalParamSpec position : spec.positionalParameters()) {
            if (sameOption(position, arg)) {
                line.addAll(values);
            } else if (position.arity().min() > 0) {
                line.add("ds-ppo@9");
            }
        }
        return line;
    }

    private static boolean sameOption(ArgSpec each, ArgSpec arg) {
        return arg != null && name(each).equals(name(arg));
    }

    private static String usual(OptionSpec option) {
        return switch (option.longestName()) {
            case "--out" -> scratch.resolve("result").toString();
            case "--from" -> "topics";
            default -> "ii5";
        };
    }

    private static void assertRefused(List<String> line) {
        CommandRun run =
                assertTimeoutPreemptively(
                        PATIENCE,
                        () -> CommandRun.of(line.toArray(String[]::new)),
                        () -> line.toString());
        assertThat(run.status()).as("%s%n%s", line, run.err()).isEqualTo(2);
        assertThat(run.out()).as("%s", line).isEmpty();
        assertThat(run.errorLines()).as("%s", line).hasSize(1);
        assertThat(run.err())
                .as("%s", line)
                .doesNotContainPattern("\\b[A-Z]\\w*(Exception|Error)\\b")
                .doesNotContainPattern("\\b(java|org)\\.\\w+\\.")
                .doesNotContain("internal error", "null");
    }

    @Test
    void helpNamesEveryExitCode() {
        assertThat(CommandRun.of("--help").out())
                .contains("Exit codes:")
                .containsPattern("(?m)^ *0 .*well")
                .containsPattern("(?m)^ *1 .*failed")
                .containsPattern("(?m)^ *2 .*cannot be used")
                .containsPattern("(?m)^ *130 .*interrupted");
    }
}
