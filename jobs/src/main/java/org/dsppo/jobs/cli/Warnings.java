package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** What a user should know though the command goes on: lines on standard error. */
final class Warnings {

    private Warnings() {}

    /** Prints each line at once, before the work that it is about. */
    static Consumer<String> of(CommandSpec command) {
        return line -> {
            PrintWriter err = command.commandLine().getErr();
            err.println("warning: " + line);
            err.flush();
        };
    }
}
