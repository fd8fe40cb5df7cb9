package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.topicview.NodeRoster;
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
        List<NodeRoster.Node> nodes = cordons.nodes();
        cordons.write(nodes, false, false);
        List<String> names = nodes.stream().map(NodeRoster.Node::name).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, Map.of("uncordoned", names));
        } else {
            out.printf("uncordoned: %s%n", String.join(", ", names));
            out.flush();
        }
        return ExitCode.OK;
    }
}
