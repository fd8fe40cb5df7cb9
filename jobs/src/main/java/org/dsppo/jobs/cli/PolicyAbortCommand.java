package org.dsppo.jobs.cli;

import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.schemas.policyversion.PolicyStages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo policy abort}. */
@Command(
        name = "abort",
        description =
                "Ends the trial of a shadow or canary at once; who decides otherwise goes on.",
        footer = {"", "Examples:", "  dsppo policy abort", "  dsppo policy abort --json"})
final class PolicyAbortCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        PolicyTopic policies = kafka.policies();
        PolicyStages leading = policies.inForce();
        if (leading == null || !leading.hasTrial()) {
            throw new UserErrorException(
                    "no version is on trial, expected one that 'dsppo policy list' shows as shadow or"
                            + " canary");
        }
        PolicyStages record = endOfTrial(policies, leading.name());
        policies.publish(record);
        PolicyPromoteCommand.print(spec, json, record);
        return ExitCode.OK;
    }

    /** The next record of a policy, with nothing on trial and the same version active. */
    static PolicyStages endOfTrial(PolicyTopic policies, String name) {
        PolicyStages before = policies.standing(name);
        Integer version = before.canary() != null ? before.canary() : before.shadow();
        return new PolicyStages(
                name,
                policies.nextRevision(),
                before.active(),
                null,
                null,
                before.previous(),
                "aborted %d by hand".formatted(version));
    }
}
