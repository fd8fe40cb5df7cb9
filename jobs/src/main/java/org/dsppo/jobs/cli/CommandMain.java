package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What every command has, whether it stands alone or among others. */
final class CommandMain {

    private CommandMain() {}

    /** The line of a command, with the options that each has. */
    static CommandLine line(Object command) {
        CommandLine line = new CommandLine(command);
        everywhere(line);
        return line;
    }

    private static void everywhere(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec().versionProvider(new VersionProvider());
        line.getCommandSpec().usageMessage().width(100);
        line.getSubcommands().values().forEach(CommandMain::everywhere);
    }

    /** Runs a command and ends the JVM with its exit code. */
    static void end(CommandLine line, String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = run(line, out, err, args);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** Runs a command and returns its exit code. */
    static int run(CommandLine line, PrintWriter out, PrintWriter err, String... args) {
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler(CommandErrors::misused);
        line.setExecutionExceptionHandler(CommandErrors::failed);
        return line.execute(args);
    }
}
