package org.dsppo.jobs.cli;

import picocli.CommandLine;

/** Whether the command line understands a command, without running it. */
public final class ParsedCommand {
    private ParsedCommand() {}

    /**
     * @throws CommandLine.ParameterException if it does not
     */
    public static void check(String... args) {
        DsppoCommand.commandLine().parseArgs(args);
    }
}
