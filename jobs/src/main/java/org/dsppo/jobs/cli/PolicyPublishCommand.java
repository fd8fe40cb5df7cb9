package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.files.PolicyFile;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.topicview.DecisionWait;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.policyversion.PolicyStages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo policy publish}. */
@Command(
        name = "publish",
        description = {
            "Publishes a trained policy as its next version and puts it on trial.",
            "A shadow is only asked, a canary decides in one window of each pair; who decides otherwise"
                    + " goes on until the job has found the new version to be good.",
            "A file that cannot be used is refused here and, with --unchecked, by the job."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo policy publish site.policy",
            "  dsppo policy publish site.policy --stage canary --wait"
        })
final class PolicyPublishCommand implements Callable<Integer> {

    /** Stages a version may begin in. */
    enum Stage {
        SHADOW,
        CANARY,
        ACTIVE
    }

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Parameters(index = "0", paramLabel = "FILE", description = "A trained policy.")
    private Path file;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            defaultValue = "shadow",
            description = "Where it begins: shadow, canary or active. Default: ${DEFAULT-VALUE}")
    private String stage;

    @Option(
            names = "--unchecked",
            description = "Publish the file as it is, under the version it names or the next one.")
    private boolean unchecked;

    @Option(
            names = "--wait",
            description =
                    "Wait for the first decision under it, and print how long that took: a canary's comes"
                            + " within two windows, a shadow's when it has become a canary.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait. Default: ${DEFAULT-VALUE}")
    private int timeoutSeconds;

    @Override
    public Integer call() {
        Stage begin = stage();
        byte[] bytes = PolicyFile.bytes(file);
        PolicyArtefact artefact = unchecked ? readable(bytes) : PolicyFile.read(file);
        kafka.require(Topic.POLICIES, Topic.DECISIONS);
        PolicyTopic policies = PolicyTopic.read(kafka.connection(), kafka.topics());
        String name = artefact == null ? "ds-ppo" : artefact.name();
        int version = policies.highestVersion(name) + 1;
        if (version == 1) {
            // What comes with the product is version 1 and is never published.
            version = 2;
        }
        byte[] published = artefact == null ? bytes : artefact.withVersion(version).toBytes();
        PolicyStages record = record(policies, name, version, begin);
        try (DecisionWait decisions =
                wait ? new DecisionWait(kafka.connection(), kafka.topics()) : null) {
            policies.publish(name + '@' + version, published, PolicyFile.checksum(published));
            long publishedNanos = System.nanoTime();
            policies.publish(record);
            Double seconds =
                    decisions == null
                            ? null
                            : decisions.secondsUntil(name, version, publishedNanos, timeoutSeconds);
            print(record, version, seconds);
        }
        return ExitCode.OK;
    }

    private Stage stage() {
        try {
            return Stage.valueOf(stage.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(
                    "--stage is %s, expected shadow, canary or active".formatted(stage), e);
        }
    }

    private static PolicyArtefact readable(byte[] bytes) {
        try {
            return PolicyArtefact.read(bytes);
        } catch (IncompatiblePolicyException e) {
            return null;
        }
    }

    private static PolicyStages record(
            PolicyTopic policies, String name, int version, Stage begin) {
        PolicyStages before = policies.standing(name);
        boolean now = begin == Stage.ACTIVE;
        return new PolicyStages(
                name,
                policies.nextRevision(),
                now ? version : before.active(),
                now ? null : begin == Stage.CANARY ? Integer.valueOf(version) : before.canary(),
                now ? null : begin == Stage.SHADOW ? Integer.valueOf(version) : before.shadow(),
                now ? Integer.valueOf(before.active()) : before.previous(),
                "published %d as %s".formatted(version, begin.name().toLowerCase(Locale.ROOT)));
    }

    private void print(PolicyStages record, int version, Double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("policy", record.name());
            fields.put("version", version);
            fields.put("stage", stage.toLowerCase(Locale.ROOT));
            fields.put("revision", record.revision());
            fields.put("secondsUntilFirstDecision", seconds);
            JsonOutput.print(out, fields);
            return;
        }
        out.printf(
                "published %s@%d as %s, revision %d%n",
                record.name(), version, stage.toLowerCase(Locale.ROOT), record.revision());
        if (seconds != null) {
            out.printf(Locale.ROOT, "%.3f s until the first decision under it%n", seconds);
        }
        out.flush();
    }
}
