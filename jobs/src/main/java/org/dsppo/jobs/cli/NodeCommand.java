package org.dsppo.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dsppo node}: what is wanted of single nodes. */
@Command(
        name = "node",
        description = "Lists nodes and takes them out of service and back.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NodeListCommand.class,
            NodeCordonCommand.class,
            NodeDrainCommand.class,
            NodeUncordonCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  dsppo node list",
            "  dsppo node cordon edge/edge-03 --reason 'fan is loud'",
            "  dsppo node drain edge/edge-03 --wait",
            "  dsppo node uncordon edge/edge-03",
            "",
            "Nothing new is placed on a cordoned node; what runs there goes on. Publishing a catalogue",
            "leaves cordons as they are."
        })
final class NodeCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command given, expected list, cordon, drain or uncordon");
    }
}
