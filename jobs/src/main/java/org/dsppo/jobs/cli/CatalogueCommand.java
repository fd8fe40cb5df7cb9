package org.dsppo.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dsppo catalogue}: what the scheduler may place on. */
@Command(
        name = "catalogue",
        description = "Tells a running scheduler which clusters, nodes and task classes there are.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CataloguePublishCommand.class, CatalogueDiffCommand.class},
        footer = {
            "",
            "Examples:",
            "  dsppo catalogue diff --cluster cluster.json",
            "  dsppo catalogue publish --cluster cluster.json"
        })
final class CatalogueCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command given, expected publish or diff");
    }
}
