package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.NodeRoster;
import org.dsppo.schemas.node.NodeTelemetry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo node list}. */
@Command(
        name = "list",
        description =
                "Lists the nodes of the catalogue and those that report, and which are cordoned.",
        footer = {"", "Examples:", "  dsppo node list", "  dsppo node list --json"})
final class NodeListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        kafka.require(Topic.CATALOGUE, Topic.TELEMETRY);
        long nowMillis = System.currentTimeMillis();
        List<NodeRoster.Node> nodes =
                NodeRoster.read(kafka.connection(), kafka.topics(), nowMillis).nodes();
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            nodes.forEach(node -> rows.add(fields(node)));
            JsonOutput.print(out, Map.of("nodes", rows));
        } else {
            print(out, nodes, nowMillis);
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> fields(NodeRoster.Node node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        NodeTelemetry report = node.report();
        fields.put("node", node.name());
        fields.put("state", state(node));
        fields.put("running", report == null ? null : report.running().size());
        fields.put("reportedAtMillis", report == null ? null : report.reportedAtMillis());
        fields.put("reason", node.cordon() == null ? null : node.cordon().reason());
        return fields;
    }

    private static String state(NodeRoster.Node node) {
        if (node.cordon() != null && node.cordon().closed()) {
            return node.cordon().draining() ? "draining" : "cordoned";
        }
        if (node.report() == null) {
            return "silent";
        }
        if (!node.report().healthy()) {
            return "unhealthy";
        }
        return node.report().draining() ? "draining" : "up";
    }

    private static void print(PrintWriter out, List<NodeRoster.Node> nodes, long nowMillis) {
        TextTable table = new TextTable("node", "state", "running", "last report", "reason");
        for (NodeRoster.Node node : nodes) {
            NodeTelemetry report = node.report();
            String reason = node.cordon() == null ? null : node.cordon().reason();
            table.row(
                    node.name(),
                    state(node),
                    report == null ? "" : Integer.toString(report.running().size()),
                    report == null
                            ? "none lately"
                            : "%d s ago".formatted((nowMillis - report.reportedAtMillis()) / 1000),
                    reason == null ? "" : reason);
        }
        table.lines().forEach(out::println);
        out.flush();
    }
}
