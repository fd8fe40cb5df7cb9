package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
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
            print(line, described(problem));
        }
        return ExitCode.FAILED;
    }

    private static String described(Exception problem) {
        if (problem instanceof UncheckedIOException file) {
            return "a file cannot be used: " + IoProblem.inWords(file.getCause());
        }
        if (problem instanceof KafkaException) {
            return "Kafka: " + problem.getMessage();
        }
        return "internal error, please report it with " + report(problem);
    }

    /** Keeps for those who mend it what is of no use to those who met it. */
    private static String report(Exception problem) {
        try {
            Path file = Files.createTempFile("dsppo-error-", ".txt");
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                problem.printStackTrace(out);
            }
            return file.toString();
        } catch (IOException e) {
            return "these words: " + problem.getMessage();
        }
    }

    private static void print(CommandLine line, String message) {
        PrintWriter err = line.getErr();
        String oneLine = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
        err.println(line.getCommandSpec().qualifiedName() + ": " + oneLine);
        err.flush();
    }
}
