package org.dsppo.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dsppo policy}: versions of policies and what they may do. */
@Command(
        name = "policy",
        description = "Shows and changes which versions of a policy a running scheduler uses.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyListCommand.class,
            PolicyPublishCommand.class,
            PolicyPromoteCommand.class,
            PolicyRollbackCommand.class,
            PolicyAbortCommand.class,
            PolicyInspectCommand.class,
            PolicyDiffCommand.class,
            PolicyRulesCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  dsppo policy rules",
            "  dsppo policy list",
            "  dsppo policy publish site.policy",
            "  dsppo policy promote ds-ppo@4",
            "  dsppo policy abort",
            "  dsppo policy rollback",
            "  dsppo policy promote greedy:k=2",
            "",
            "A published version is asked first (shadow), then decides in one window of each pair"
                    + " (canary),",
            "then always (active). The job leads it there by itself if it is good; promote does it"
                    + " by hand."
        })
final class PolicyCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command given, expected list, publish, promote, rollback, abort, inspect, diff"
                        + " or rules");
    }
}
