package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class DsppoCommandTest {

    static Stream<List<String>> commands() {
        List<List<String>> found = new ArrayList<>();
        collect(DsppoCommand.commandLine(), List.of(), found);
        return found.stream();
    }

    private static void collect(CommandLine line, List<String> path, List<List<String>> found) {
        found.add(path);
        line.getSubcommands()
                .forEach(
                        (name, sub) -> {
                            List<String> longer = new ArrayList<>(path);
                            longer.add(name);
                            collect(sub, longer, found);
                        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelps(List<String> path) {
        List<String> args = new ArrayList<>(path);
        args.add("--help");
        CommandRun run = CommandRun.of(args.toArray(String[]::new));

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: " + String.join(" ", withRoot(path)));
        if (!path.isEmpty()) {
            assertThat(run.out()).contains("Examples:").contains("  dsppo " + path.get(0));
        }
    }

    private static List<String> withRoot(List<String> path) {
        List<String> words = new ArrayList<>(List.of("dsppo"));
        words.addAll(path);
        return words;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandRefusesAnUnknownOptionInOneLine(List<String> path) {
        List<String> args = new ArrayList<>(path);
        args.add("--no-such-option");
        CommandRun run = CommandRun.of(args.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).startsWith(String.join(" ", withRoot(path)) + ": ");
    }

    @Test
    void printsTheVersionOfTheBuild() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("dsppo \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void asksForACommand() {
        CommandRun run = CommandRun.of();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).containsExactly("dsppo: no command given; see 'dsppo --help'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "evaluate --policy best|policy is 'best' (did you mean best-fit?), expected one of first-fit",
                "evaluate --policy greedy:k=0|k of policy greedy:k=0 is '0', expected a number",
                "evaluate --cluster nowhere|--cluster is nowhere, expected one of ii5, i3 or a file",
                "evaluate --tasks nowhere.jsonl|--tasks is nowhere.jsonl, expected a file",
                "evaluate --tasks many|tasks are 'many', expected a file, stable",
                "evaluate --tasks tasks=0|tasks is 0, expected a number from 1",
                "evaluate --seed x|Invalid value for option '--seed'",
                "demo --fail-node edge-99@3s|--fail-node: node edge-99 is none of catalogue",
                "demo --fail-node edge-03|--fail-node: 'edge-03' is no NODE@FROM",
                "demo --fail-tasks many|--fail-tasks is many, expected a percentage",
                "demo --speed 0|--speed is 0.0, expected a positive number",
                "demo --policy greedy,first-fit|expected one policy here",
                "submit|--class",
                "submit --class ai --runtime-scale 0|runtimeScale is 0, expected",
                "submit --class ai --deadline soon|--deadline: 'soon' is no time with a unit",
                "submit --tasks nowhere.jsonl|--tasks is nowhere.jsonl, expected a file",
                "cancel|TASK",
                "status --since yesterday|--since: 'yesterday' is no time with a unit",
                "topics create --partitions 0|--partitions is 0, expected at least 1",
                "emulate --heartbeat 0s|--heartbeat is 0s, expected more than 0",
                "replay --tasks nowhere.jsonl|--tasks is nowhere.jsonl, expected a file",
                "topics|no command given, expected create",
                "frobnicate|unknown command 'frobnicate'; see",
                "evalute --policy greedy|unknown command 'evalute' (did you mean evaluate?); see",
                "evaluate --polcy=greedy|unknown option '--polcy' (did you mean --policy?); see",
                "submit|dsppo submit: Missing required argument",
                "evaluate --policy ,|--policy is empty, expected at least one name",
                "bench --catalogue ii5:x0|with :x and a factor from 1",
                "queue --lambda 1e13 --b 1 --c 1|lambda is 1.0E13, expected more than 0 and at most",
                "queue --lambda 1 --b 1 --c 1e10|c is 1.0E10, expected 0 to 1.0E9 seconds",
            })
    void namesWhatIsWrongInOneLine(String line, String message) {
        CommandRun run = CommandRun.ofLine(line);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).contains(message);
    }
}
