package org.dsppo.jobs.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo node uncordon}. */
@Command(
        name = "uncordon",
        description = "Places tasks on nodes again that were cordoned or drained.",
        footer = {"", "Examples:", "  dsppo node uncordon edge/edge-03"})
final class NodeUncordonCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private CordonOption cordons;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        return cordons.apply(false, "uncordoned", spec.commandLine().getOut(), json);
    }
}
