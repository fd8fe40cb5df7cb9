package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.PolicyVersionName;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.schemas.policyversion.PolicyStages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo policy promote}. */
@Command(
        name = "promote",
        description = {
            "Leads a version one stage further by hand: one that is published and in no stage becomes"
                    + " shadow, a shadow canary, a canary active.",
            "A policy without versions, such as a heuristic, becomes active at once."
        },
        footer = {
            "",
            "Examples:",
            "  dsppo policy promote ds-ppo@4",
            "  dsppo policy promote greedy:k=2"
        })
final class PolicyPromoteCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Parameters(index = "0", paramLabel = "NAME[@VERSION]", description = "What to promote.")
    private String version;

    @Override
    public Integer call() {
        PolicyVersionName name = PolicyVersionName.parse(version);
        PolicyTopic policies = kafka.policies();
        PolicyStages record =
                name.version() == null ? byName(policies, name.name()) : further(policies, name);
        policies.publish(record);
        print(spec, json, record);
        return ExitCode.OK;
    }

    static void print(CommandSpec spec, JsonOption json, PolicyStages record) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, JsonOutput.fields(record));
        } else {
            out.printf(
                    "revision %d: %s, %s%n",
                    record.revision(),
                    record.reason(),
                    record.decides()
                            ? "%s@%d active".formatted(record.name(), record.active())
                            : "who decided before goes on");
            out.flush();
        }
    }

    private static PolicyStages byName(PolicyTopic policies, String name) {
        int version;
        try {
            version = Policies.named(name).get().reference().version();
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
        return new PolicyStages(
                name,
                policies.nextRevision(),
                version,
                null,
                null,
                policies.standing(name).active(),
                "promoted %s by hand".formatted(name));
    }

    private static PolicyStages further(PolicyTopic policies, PolicyVersionName name) {
        PolicyStages before = policies.standing(name.name());
        int version = name.version();
        boolean shadow = name.version().equals(before.shadow());
        boolean canary = name.version().equals(before.canary());
        if (version == before.active()) {
            throw new UserErrorException("%s is active already".formatted(name));
        }
        if (!policies.artefacts().containsKey(name.toString())) {
            throw new UserErrorException(
                    "%s is not published, expected a version that 'dsppo policy list' shows"
                            .formatted(name));
        }
        return new PolicyStages(
                name.name(),
                policies.nextRevision(),
                canary ? version : before.active(),
                canary ? null : shadow ? Integer.valueOf(version) : before.canary(),
                canary ? before.shadow() : shadow ? null : Integer.valueOf(version),
                canary ? Integer.valueOf(before.active()) : before.previous(),
                "promoted %d by hand".formatted(version));
    }
}
