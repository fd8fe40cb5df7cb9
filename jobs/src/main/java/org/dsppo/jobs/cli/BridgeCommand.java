package org.dsppo.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bridge kubernetes} and {@code bridge karmada}. */
@Command(
        name = "bridge",
        description = "Lets Kubernetes or Karmada have its workloads placed by the job.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BridgeKubernetesCommand.class, BridgeKarmadaCommand.class},
        footer = {
            "",
            "Examples:",
            "  dsppo bridge kubernetes --lease dsppo/dsppo-bridge",
            "  dsppo bridge karmada --kubeconfig karmada.config --name karmada"
        })
final class BridgeCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command given, expected kubernetes or karmada");
    }
}
