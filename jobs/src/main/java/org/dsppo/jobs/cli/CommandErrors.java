package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.KafkaUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong into one line on standard error and an exit code. */
final class CommandErrors {

    private CommandErrors() {}

    /** The command line cannot be parsed. */
    static int misused(ParameterException problem, String[] args) {
        CommandLine line = problem.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        print(line, problem.getMessage() + "; see '" + name + " --help'");
        return ExitCode.USER_ERROR;
    }

    /** A command threw something. */
    static int failed(Exception problem, CommandLine line, ParseResult parsed) {
        if (problem instanceof UserErrorException || problem instanceof KafkaUnavailableException) {
            print(line, problem.getMessage());
            return ExitCode.USER_ERROR;
        }
        if (problem instanceof RunFailedException) {
            print(line, problem.getMessage());
        } else {
            print(line, "internal error, please report it: " + problem);
            problem.printStackTrace(line.getErr());
        }
        return ExitCode.FAILED;
    }

    private static void print(CommandLine line, String message) {
        PrintWriter err = line.getErr();
        String oneLine = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
        err.println(line.getCommandSpec().qualifiedName() + ": " + oneLine);
        err.flush();
    }
}
