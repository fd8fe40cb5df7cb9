package org.dsppo.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.schemas.policyversion.PolicyStages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo policy rollback}. */
@Command(
        name = "rollback",
        description = "Makes the version active that was so before, and ends all trials.",
        footer = {"", "Examples:", "  dsppo policy rollback", "  dsppo policy rollback --to 3"})
final class PolicyRollbackCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "Version to go back to. Default: the one that was active before.")
    private Integer to;

    @Override
    public Integer call() {
        PolicyTopic policies = kafka.policies();
        PolicyStages inForce = policies.inForce();
        if (inForce == null) {
            throw new UserErrorException(
                    "there is no stage record, expected one to roll back: the job's own policy decides");
        }
        PolicyStages target = target(policies.history(), inForce);
        PolicyStages record =
                new PolicyStages(
                        target.name(),
                        policies.nextRevision(),
                        target.active(),
                        null,
                        null,
                        null,
                        "rolled back %s@%d by hand".formatted(inForce.name(), inForce.active()));
        policies.publish(record);
        PolicyPromoteCommand.print(spec, json, record);
        return ExitCode.OK;
    }

    /** A record whose active version is the one to go back to. */
    private PolicyStages target(List<PolicyStages> history, PolicyStages inForce) {
        Integer version = to != null ? to : inForce.previous();
        if (version != null) {
            return new PolicyStages(inForce.name(), 0, version, null, null);
        }
        for (int i = history.size() - 1; i >= 0; i--) {
            PolicyStages each = history.get(i);
            if (!each.name().equals(inForce.name()) || each.active() != inForce.active()) {
                return each;
            }
        }
        throw new UserErrorException(
                "nothing was active before %s@%d as far as the topic tells, expected --to VERSION"
                        .formatted(inForce.name(), inForce.active()));
    }
}
