package org.dsppo.jobs.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo node cordon}. */
@Command(
        name = "cordon",
        description = "Places nothing new on nodes; what runs there goes on.",
        footer = {"", "Examples:", "  dsppo node cordon edge/edge-03"})
final class NodeCordonCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private CordonOption cordons;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        return cordons.apply(true, "cordoned", spec.commandLine().getOut(), json);
    }
}
