package org.dsppo.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dsppo topics}: the scheduler's topics. */
@Command(
        name = "topics",
        description = "Makes the topics of the scheduler.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TopicsCreateCommand.class},
        footer = {"", "Examples:", "  dsppo topics create --bootstrap-servers broker:9092"})
final class TopicsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given, expected create");
    }
}
