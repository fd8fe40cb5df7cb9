package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.KafkaUnavailableException;
import org.dsppo.schemas.codec.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one line on standard error and an exit code. */
final class CommandErrors {

    private CommandErrors() {}

    /** The command line cannot be parsed. */
    static int misused(ParameterException problem, String[] args) {
        CommandLine line = problem.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        print(line, inWords(problem) + "; see '" + name + " --help'");
        return ExitCode.USER_ERROR;
    }

    private static String inWords(ParameterException problem) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-")) {
                String name = first.split("=", 2)[0];
                List<String> options = List.copyOf(command.optionsMap().keySet());
                return "unknown option '%s'%s".formatted(name, NearestName.hint(name, options));
            }
            if (!command.subcommands().isEmpty()) {
                List<String> commands = List.copyOf(command.subcommands().keySet());
                return "unknown command '%s'%s".formatted(first, NearestName.hint(first, commands));
            }
        }
        // Picocli says "Error:" of groups of options.
        return problem.getMessage().replaceFirst("^Error: ", "");
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
