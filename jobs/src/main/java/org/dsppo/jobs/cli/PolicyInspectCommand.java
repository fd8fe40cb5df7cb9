package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.files.PolicyFile;
import org.dsppo.jobs.files.PolicySource;
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
            "  dsppo policy inspect ds-ppo"
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

    @Override
    public Integer call() {
        PolicyArtefact artefact = PolicySource.find(policy, kafka::policies);
        Map<String, Object> fields = describe(artefact);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, fields);
        } else {
            fields.forEach((key, value) -> print(out, key, value));
            out.flush();
        }
        return ExitCode.OK;
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
        fields.put("bytes", bytes.length);
        fields.put("sha256", PolicyFile.checksum(bytes));
        fields.put("hyperParameters", new TreeMap<>(artefact.hyperParameters()));
        fields.put("provenance", new TreeMap<>(artefact.provenance()));
        return fields;
    }
}
