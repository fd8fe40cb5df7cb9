package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.files.PolicySource;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo policy diff}. */
@Command(
        name = "diff",
        description = "Shows in what two trained policies differ.",
        footer = {"", "Examples:", "  dsppo policy diff ds-ppo@3 ds-ppo@4"})
final class PolicyDiffCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Parameters(index = "0", paramLabel = "FIRST", description = "A file, NAME@VERSION or ds-ppo.")
    private String first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "The same for the other one.")
    private String second;

    @Override
    public Integer call() {
        Map<String, Object> differences =
                differences(
                        PolicySource.find(first, kafka::policies),
                        PolicySource.find(second, kafka::policies));
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, differences);
        } else if (differences.isEmpty()) {
            out.println("no difference");
        } else {
            differences.forEach((key, value) -> out.println(key + ": " + value));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Map<String, Object> differences(PolicyArtefact a, PolicyArtefact b) {
        Map<String, Object> differences = new LinkedHashMap<>();
        compare(differences, "name", a.name(), b.name());
        compare(differences, "version", a.version(), b.version());
        compare(differences, "featureVersion", a.featureVersion(), b.featureVersion());
        compare(differences, "shape", a.shape(), b.shape());
        compareNotes(differences, "hyperParameters", a.hyperParameters(), b.hyperParameters());
        compareNotes(differences, "provenance", a.provenance(), b.provenance());
        if (a.weights().length == b.weights().length) {
            compareWeights(differences, a.weights(), b.weights());
        }
        return differences;
    }

    private static void compare(Map<String, Object> into, String key, Object a, Object b) {
        if (!Objects.equals(a, b)) {
            into.put(key, a + " -> " + b);
        }
    }

    private static void compareNotes(
            Map<String, Object> into, String key, Map<String, String> a, Map<String, String> b) {
        TreeSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        names.forEach(name -> compare(into, key + "." + name, a.get(name), b.get(name)));
    }

    private static void compareWeights(Map<String, Object> into, float[] a, float[] b) {
        int changed = 0;
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = b[i] - a[i];
            changed += difference != 0 ? 1 : 0;
            squares += difference * difference;
            largest = Math.max(largest, Math.abs(difference));
        }
        if (changed > 0) {
            into.put("changedWeights", changed);
            into.put("weightDistance", Math.sqrt(squares));
            into.put("largestWeightChange", largest);
        }
    }
}
