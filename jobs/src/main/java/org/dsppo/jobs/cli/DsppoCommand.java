package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code dsppo <command>}. Each command is a class of its own. */
@Command(
        name = "dsppo",
        description = "Places inference tasks on clusters, live, with Kafka and Flink.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            EvaluateCommand.class,
            TopicsCommand.class,
            CatalogueCommand.class,
            NodeCommand.class,
            SubmitCommand.class,
            CancelCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            PolicyCommand.class,
            ExplainCommand.class,
            WhatIfCommand.class,
            ReplayCommand.class,
            EmulateCommand.class,
            AgentCommand.class,
            BridgeCommand.class,
            TrainCommand.class,
            QueueCommand.class,
            BenchCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:the run failed or broke a rule",
            "2:the command line or a file it names cannot be used",
            "130:interrupted (Ctrl-C); a command that runs until then has written its results"
        },
        footer = {
            "",
            "Start with 'dsppo demo' or 'dsppo evaluate'; 'dsppo COMMAND --help' shows examples."
        })
public final class DsppoCommand implements Runnable {

    @Spec private CommandSpec spec;

    private DsppoCommand() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        CommandMain.end(commandLine(), args);
    }

    /** Runs a command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return CommandMain.run(commandLine(), out, err, args);
    }

    /** All commands, with the options that each of them has. */
    static CommandLine commandLine() {
        return CommandMain.line(new DsppoCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
