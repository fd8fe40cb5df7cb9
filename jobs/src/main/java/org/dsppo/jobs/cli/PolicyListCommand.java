package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.PolicyVersionName;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.policyversion.PolicyStages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo policy list}. */
@Command(
        name = "list",
        description = "Lists published versions, their stages and what was decided about them.",
        footer = {"", "Examples:", "  dsppo policy list", "  dsppo policy list --json"})
final class PolicyListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    private record Line(String policy, int version, String stage, int bytes, String problem) {}

    @Override
    public Integer call() {
        PolicyTopic policies = kafka.policies();
        List<Line> lines = new ArrayList<>();
        policies.artefacts().forEach((key, bytes) -> lines.add(line(key, bytes, policies)));
        PolicyStages inForce = policies.inForce();
        PolicyStages deciding = policies.deciding();
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("inForce", inForce == null ? null : JsonOutput.fields(inForce));
            fields.put("deciding", deciding == null ? null : nameOf(deciding));
            fields.put("versions", lines.stream().map(JsonOutput::fields).toList());
            fields.put("history", policies.history().stream().map(JsonOutput::fields).toList());
            JsonOutput.print(out, fields);
            return ExitCode.OK;
        }
        out.println(
                deciding == null
                        ? "the job's own policy decides"
                        : "in force: %s, revision %d"
                                .formatted(nameOf(deciding), deciding.revision()));
        TextTable versions = new TextTable("policy", "version", "stage", "bytes", "problem");
        lines.forEach(
                line ->
                        versions.row(
                                line.policy(),
                                String.valueOf(line.version()),
                                line.stage(),
                                String.valueOf(line.bytes()),
                                line.problem()));
        versions.lines().forEach(out::println);
        TextTable history =
                new TextTable("revision", "policy", "active", "canary", "shadow", "why");
        policies.history()
                .forEach(
                        each ->
                                history.row(
                                        String.valueOf(each.revision()),
                                        each.name(),
                                        each.decides() ? String.valueOf(each.active()) : "",
                                        text(each.canary()),
                                        text(each.shadow()),
                                        text(each.reason())));
        history.lines().forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    private static String nameOf(PolicyStages record) {
        return record.name() + '@' + record.active();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static Line line(String key, byte[] bytes, PolicyTopic policies) {
        PolicyVersionName name = PolicyVersionName.parse(key);
        String problem = "";
        try {
            PolicyArtefact.read(bytes);
        } catch (IncompatiblePolicyException e) {
            problem = e.getMessage();
        }
        return new Line(
                name.name(),
                name.version(),
                stage(policies.standing(name.name()), name.version()),
                bytes.length,
                problem);
    }

    private static String stage(PolicyStages record, Integer version) {
        if (version.equals(record.active())) {
            return "active";
        }
        if (version.equals(record.canary())) {
            return "canary";
        }
        return version.equals(record.shadow()) ? "shadow" : "";
    }
}
