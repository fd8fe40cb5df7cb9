package org.dsppo.jobs.cli;

import java.util.concurrent.Callable;
import org.dsppo.jobs.bridge.BridgeKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bridge karmada}: resource bindings become tasks, assignments become their clusters. */
@Command(
        name = "karmada",
        description = {
            "Resource bindings whose schedulerName is dsppo become tasks, each member cluster a node of",
            "the catalogue, and the job's assignments become spec.clusters: all replicas of a binding go",
            "to one cluster."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo bridge karmada --kubeconfig karmada.config",
            "  dsppo bridge karmada --kubeconfig karmada.config --lease karmada-system/dsppo-bridge",
            "",
            "A PropagationPolicy names the scheduler by its field schedulerName."
        })
final class BridgeKarmadaCommand implements Callable<Integer> {

    @Mixin private BridgeOptions options;

    @Override
    public Integer call() {
        return options.run(BridgeKind.KARMADA, "karmada");
    }
}
