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
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.jobs.topicview.NodeRoster;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.summary.NodeLeftAlone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo node list}. */
@Command(
        name = "list",
        description =
                "Lists the nodes of the catalogue and those that report, and which are cordoned or"
                        + " left alone as tasks fail there.",
        footer = {"", "Examples:", "  dsppo node list", "  dsppo node list --json"})
final class NodeListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        kafka.require(Topic.CATALOGUE, Topic.TELEMETRY, Topic.DECISIONS, Topic.SUMMARIES);
        List<NodeRoster.Node> nodes =
                NodeRoster.read(kafka.connection(), kafka.topics(), System.currentTimeMillis())
                        .nodes();
        JobSigns job = JobSigns.read(kafka.connection(), kafka.topics());
        long nowMillis = System.currentTimeMillis();
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            nodes.forEach(node -> rows.add(fields(node, job.leftAlone(node.name()))));
            JsonOutput.print(out, Map.of("nodes", rows));
        } else {
            print(out, nodes, job, nowMillis);
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> fields(NodeRoster.Node node, NodeLeftAlone alone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        NodeTelemetry report = node.report();
        fields.put("node", node.name());
        fields.put("state", state(node, alone));
        fields.put("running", report == null ? null : report.running().size());
        fields.put("reportedAtMillis", report == null ? null : report.reportedAtMillis());
        fields.put("reason", reason(node, alone));
        fields.put("leftAloneUntilMillis", alone == null ? null : alone.untilMillis());
        return fields;
    }

    private static String reason(NodeRoster.Node node, NodeLeftAlone alone) {
        if (node.cordon() != null) {
            return node.cordon().reason();
        }
        return alone == null ? null : alone.reason();
    }

    private static String state(NodeRoster.Node node, NodeLeftAlone alone) {
        if (node.cordon() != null && node.cordon().closed()) {
            return node.cordon().draining() ? "draining" : "cordoned";
        }
        if (node.report() == null) {
            return "silent";
        }
        if (!node.report().healthy()) {
            return "unhealthy";
        }
        if (node.report().draining()) {
            return "draining";
        }
        return alone == null ? "up" : "left alone";
    }

    private static void print(
            PrintWriter out, List<NodeRoster.Node> nodes, JobSigns job, long nowMillis) {
        TextTable table = new TextTable("node", "state", "running", "last report", "reason");
        for (NodeRoster.Node node : nodes) {
            NodeTelemetry report = node.report();
            NodeLeftAlone alone = job.leftAlone(node.name());
            String reason = reason(node, alone);
            table.row(
                    node.name(),
                    state(node, alone),
                    report == null ? "" : Integer.toString(report.running().size()),
                    report == null
                            ? "none lately"
                            : Figures.age(Math.max(0, nowMillis - report.reportedAtMillis()))
                                    + " ago",
                    reason == null ? "" : reason);
        }
        table.lines().forEach(out::println);
        out.flush();
    }
}
