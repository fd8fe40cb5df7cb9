package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.topicview.NodeRoster;
import org.dsppo.schemas.node.NodeCordon;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nodes that a command is about, and why. */
final class CordonOption {

    @Mixin private KafkaOption kafka;

    @Parameters(
            paramLabel = "NODE",
            arity = "1..*",
            description = "Nodes, as CLUSTER/NODE, or NODE where there is one of that name.")
    private List<String> names;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for those who list the nodes.")
    private String reason;

    KafkaOption kafka() {
        return kafka;
    }

    /** The nodes meant; all names are looked up before anything is written. */
    List<NodeRoster.Node> nodes() {
        kafka.require(Topic.CATALOGUE, Topic.TELEMETRY);
        NodeRoster roster =
                NodeRoster.read(kafka.connection(), kafka.topics(), System.currentTimeMillis());
        List<NodeRoster.Node> nodes = new ArrayList<>();
        names.forEach(name -> nodes.add(roster.named(name)));
        return nodes;
    }

    /** Says of nodes what is wanted of them. */
    void write(List<NodeRoster.Node> nodes, boolean cordoned, boolean draining) {
        NodeCordon cordon = new NodeCordon(cordoned, draining, reason, System.currentTimeMillis());
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            for (NodeRoster.Node node : nodes) {
                if (cordon.closed()) {
                    sender.cordon(node.cluster(), node.nodeId(), cordon);
                } else {
                    sender.delete(node.cordonKey());
                }
            }
            sender.flush();
        }
    }

    /**
     * Writes and says what is wanted of the nodes.
     *
     * @param done what was done to them, in one word
     */
    int apply(boolean cordoned, String done, PrintWriter out, JsonOption json) {
        List<NodeRoster.Node> nodes = nodes();
        write(nodes, cordoned, false);
        List<String> names = nodes.stream().map(NodeRoster.Node::name).toList();
        if (json.isSet()) {
            JsonOutput.print(out, Map.of(done, names));
        } else {
            out.printf("%s: %s%n", done, String.join(", ", names));
            out.flush();
        }
        return ExitCode.OK;
    }
}
