package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.files.PolicyFile;
import org.dsppo.jobs.files.PolicySource;
import org.dsppo.policy.lab.evaluation.ExpertShares;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo policy inspect}. */
@Command(
        name = "inspect",
        description = "Shows what a trained policy is and where it comes from.",
        footer = {
            "",
            "Examples:",
            "  dsppo policy inspect site.policy",
            "  dsppo policy inspect ds-ppo@4 --json",
            "  dsppo policy inspect ds-ppo",
            "  dsppo policy inspect ds-ppo --cluster site.json --tasks site.jsonl"
        })
final class PolicyInspectCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Parameters(
            index = "0",
            paramLabel = "FILE|NAME@VERSION|NAME",
            description = "A file, a published version, or what comes with the product.")
    private String policy;

    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;

    @Override
    public Integer call() {
        PolicyArtefact artefact = PolicySource.find(policy, kafka::policies);
        Map<String, Object> fields = describe(artefact);
        if (isAsked("--cluster") || isAsked("--tasks") || isAsked("--trace")) {
            fields.put("onThisSite", onSite(artefact));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, fields);
        } else {
            fields.forEach((key, value) -> print(out, key, value));
            out.flush();
        }
        return ExitCode.OK;
    }

    private boolean isAsked(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private Map<String, Object> onSite(PolicyArtefact artefact) {
        if (artefact.shape().experts() == 0) {
            throw new UserErrorException(
                    "policy %s has no experts, expected one whose parts depend on the site"
                            .formatted(artefact.name()));
        }
        ExpertShares counted = ExpertShares.of(artefact, tasks.workload(cluster.catalogue()));
        Map<String, Object> shares = new LinkedHashMap<>();
        shares.put("decisions", counted.decisions());
        for (int i = 0; i < counted.shares().size(); i++) {
            shares.put(
                    i == 0 ? "linear path as it is" : "expert " + i,
                    Math.round(1000 * counted.shares().get(i)) / 1000.0);
        }
        return shares;
    }

    private static void print(PrintWriter out, String key, Object value) {
        if (value instanceof Map<?, ?> notes) {
            out.println(key + ":");
            notes.forEach((name, note) -> out.printf("  %s: %s%n", name, note));
        } else {
            out.println(key + ": " + value);
        }
    }

    static Map<String, Object> describe(PolicyArtefact artefact) {
        byte[] bytes = artefact.toBytes();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", artefact.name());
        fields.put("version", artefact.version());
        fields.put("featureVersion", artefact.featureVersion());
        fields.put("form", artefact.shape().form().id());
        fields.put("weights", artefact.weights().length);
        fields.put("parts", parts(artefact.shape()));
        fields.put("bytes", bytes.length);
        fields.put("sha256", PolicyFile.checksum(bytes));
        fields.put("hyperParameters", new TreeMap<>(artefact.hyperParameters()));
        fields.put("provenance", new TreeMap<>(artefact.provenance()));
        return fields;
    }

    /** What decides, by number of weights. */
    private static Map<String, Object> parts(NetworkShape shape) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (shape.form() != NetworkForm.SET_NETWORK) {
            parts.put("perceptron", shape.weightCount());
            return parts;
        }
        int experts = shape.experts() * NetworkShape.LINEAR_WEIGHTS;
        parts.put("linear path", NetworkShape.LINEAR_WEIGHTS);
        parts.put("experts", shape.experts());
        parts.put("weights of experts", experts);
        parts.put(
                "weights of their gate",
                shape.shallowWeights() - experts - NetworkShape.LINEAR_WEIGHTS);
        parts.put("weights of the set network", shape.weightCount() - shape.shallowWeights());
        return parts;
    }
}
