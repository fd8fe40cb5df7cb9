package org.dsppo.jobs.cli;

import java.util.concurrent.Callable;
import org.dsppo.jobs.bridge.BridgeKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bridge kubernetes}: pods become tasks, assignments become bindings. */
@Command(
        name = "kubernetes",
        description = {
            "Pods whose schedulerName is dsppo become tasks, the job's assignments become bindings, and",
            "nodes become the catalogue, virtual nodes of Kosmos included. It places servers and jobs,",
            "not single inferences."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo bridge kubernetes",
            "  dsppo bridge kubernetes --lease dsppo/dsppo-bridge --bootstrap-servers broker:9092",
            "  dsppo bridge kubernetes --resource example.com/fpga=fpga --runtime 20m",
            "",
            "A pod may say more in annotations: dsppo.io/class, tenant, priority, deadline, runtime.",
            "What it waits for, or why it cannot be placed, is in its events."
        })
final class BridgeKubernetesCommand implements Callable<Integer> {

    @Mixin private BridgeOptions options;

    @Override
    public Integer call() {
        return options.run(BridgeKind.KUBERNETES, "kubernetes");
    }
}
