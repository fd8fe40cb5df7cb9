package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.lab.baseline.Baselines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo policy rules}. */
@Command(
        name = "rules",
        description =
                "Lists the rules that --policy takes besides learned policies, each in a sentence.",
        footer = {
            "",
            "Each takes options: greedy:k=2 uses no strategy slower than twice the fastest.",
            "",
            "Examples:",
            "  dsppo policy rules",
            "  dsppo evaluate --policy greedy:k=2,tetris-srtf:eps=8"
        })
final class PolicyRulesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        Map<String, Object> rules = new LinkedHashMap<>();
        Baselines.names().forEach(name -> rules.put(name, Baselines.describe(name)));
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, rules);
        } else {
            TextTable table = new TextTable("rule", "what it does");
            rules.forEach((name, rule) -> table.row(name, rule.toString()));
            table.lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }
}
