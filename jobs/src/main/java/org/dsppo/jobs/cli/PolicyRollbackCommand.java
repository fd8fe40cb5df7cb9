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
        description = {
            "Makes the version active that was so before, and ends all trials.",
            "Where none was, the job's own policy decides again."
        },
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
        PolicyStages record = record(policies);
        policies.publish(record);
        PolicyPromoteCommand.print(spec, json, record);
        return ExitCode.OK;
    }

    private PolicyStages record(PolicyTopic policies) {
        PolicyStages leading = policies.inForce();
        PolicyStages deciding = policies.deciding();
        if (to == null && leading != null && !leading.decides() && leading.hasTrial()) {
            // A trial is all there is: nothing else is to be taken back.
            return PolicyAbortCommand.endOfTrial(policies, leading.name());
        }
        if (deciding == null) {
            throw new UserErrorException(
                    "no published version decides, expected one to roll back: the job's own policy"
                            + " decides");
        }
        PolicyStages target = target(policies.history(), deciding);
        return new PolicyStages(
                target.name(),
                policies.nextRevision(),
                target.active(),
                null,
                null,
                null,
                "rolled back %s@%d by hand".formatted(deciding.name(), deciding.active()));
    }

    /** A record whose active version is the one to go back to. */
    private PolicyStages target(List<PolicyStages> history, PolicyStages deciding) {
        Integer version = to != null ? to : deciding.previous();
        if (version == null) {
            for (int i = history.size() - 1; i >= 0; i--) {
                PolicyStages each = history.get(i);
                boolean other = !each.name().equals(deciding.name());
                if (each.decides() && (other || each.active() != deciding.active())) {
                    return each;
                }
            }
            version = PolicyStages.NONE;
        }
        return new PolicyStages(deciding.name(), 0, version, null, null);
    }
}
