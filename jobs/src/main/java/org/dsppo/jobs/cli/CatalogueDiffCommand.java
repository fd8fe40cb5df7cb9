package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo catalogue diff}. */
@Command(
        name = "diff",
        description =
                "Shows what publishing a catalogue would change, and which waiting and running tasks"
                        + " would feel it.",
        footer = {
            "",
            "Examples:",
            "  dsppo catalogue diff --cluster cluster.json",
            "  dsppo catalogue diff --cluster cluster.json --json"
        })
final class CatalogueDiffCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Option(
            names = "--cluster",
            paramLabel = "FILE|NAME",
            required = true,
            description = "The new catalogue: a cluster.json file, ii5 or i3.")
    private String cluster;

    @Override
    public Integer call() {
        NextCatalogue next = NextCatalogue.of(ClusterOption.named(cluster, spec), kafka);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, next.asJson());
        } else {
            next.print(out);
            out.flush();
        }
        return ExitCode.OK;
    }
}
