package org.dsppo.jobs.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as it was typed, for {@code run.json}. */
final class CommandText {

    private CommandText() {}

    static String of(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .collect(Collectors.joining(" ", "dsppo ", ""));
    }
}
