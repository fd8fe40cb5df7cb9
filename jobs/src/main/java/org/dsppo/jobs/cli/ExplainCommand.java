package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;
import org.dsppo.jobs.files.PolicySource;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.RecordedSystem;
import org.dsppo.policy.engine.Shortage;
import org.dsppo.policy.engine.TaskExplanation;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.StartForecast;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.Candidate;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo explain}: why a task waits, or went where it is. */
@Command(
        name = "explain",
        description = {
            "Tells why a task waits: what is short by how much, its place in the queue, when it should start;"
                    + " or why it went where it is.",
            "Puts the state together from the topics, from --since ago on."
        },
        footer = {"", "Examples:", "  dsppo explain job-17", "  dsppo explain job-17 --json"})
final class ExplainCommand implements Callable<Integer> {

    private static final int CANDIDATES = 5;

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private JsonOption json;

    @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
    private String taskId;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How far back to read. Default: ${DEFAULT-VALUE}")
    private String since;

    @Override
    public Integer call() {
        long nowMillis = System.currentTimeMillis();
        long from = nowMillis - sinceMillis();
        kafka.require(
                Topic.CATALOGUE,
                Topic.POLICIES,
                Topic.TASKS,
                Topic.DECISIONS,
                Topic.TASK_EVENTS,
                Topic.TELEMETRY);
        RecordedSystem system = RecordedSystem.read(kafka.connection(), kafka.topics(), from);
        TaskSubmitted task = system.task(taskId);
        if (task == null) {
            throw new UserErrorException(
                    "task %s is unknown, expected one that was submitted in the last %s"
                            .formatted(taskId, since));
        }
        Catalogue catalogue = system.catalogue();
        String cell = RecordedSystem.cellOf(task);
        StartForecast forecast =
                new StartForecast(
                        catalogue,
                        cell,
                        policy(system.policy()).get(),
                        system.liveTasks(catalogue, cell),
                        system.nodes(catalogue, cell, nowMillis),
                        nowMillis);
        TaskExplanation why = forecast.explain(taskId, CANDIDATES);
        if (why == null) {
            printDecision(system.decisionOf(taskId));
        } else {
            printWait(why, forecast.startMillis(taskId), nowMillis);
        }
        return ExitCode.OK;
    }

    private long sinceMillis() {
        try {
            return DurationText.parseMillis(since);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--since: " + e.getMessage(), e);
        }
    }

    /** The policy that decided last, as it was published or comes with the product. */
    private Supplier<PlacementPolicy> policy(PolicyReference last) {
        if (last == null) {
            return PolicyOption.supplier("greedy");
        }
        String key = last.name() + '@' + last.version();
        boolean published = kafka.policies().artefacts().containsKey(key);
        return published
                ? Policies.of(PolicySource.find(key, kafka::policies))
                : PolicyOption.supplier(last.name());
    }

    private void printDecision(PlacementDecision decision) {
        PrintWriter out = spec.commandLine().getOut();
        if (decision == null) {
            throw new UserErrorException(
                    "nothing was decided about task %s, and no node of its cell could run it"
                            .formatted(taskId));
        }
        if (json.isSet()) {
            JsonOutput.print(out, JsonOutput.fields(decision));
            return;
        }
        out.printf(
                "%s: %s%s by %s@%d (%s)%s%n",
                taskId,
                decision.kind(),
                decision.node() == null
                        ? ""
                        : " to %s with %s".formatted(decision.node(), decision.strategy()),
                decision.policy() == null ? "?" : decision.policy().name(),
                decision.policy() == null ? 0 : decision.policy().version(),
                decision.policy() == null ? "" : decision.policy().stage(),
                decision.reason() == null ? "" : ", " + decision.reason());
        out.println("waited " + Figures.seconds(decision.waitMillis()));
        printCandidates(out, decision.candidates() == null ? List.of() : decision.candidates());
        out.flush();
    }

    private void printWait(TaskExplanation why, OptionalLong start, long nowMillis) {
        PrintWriter out = spec.commandLine().getOut();
        Long startsIn = start.isPresent() ? Long.valueOf(start.getAsLong() - nowMillis) : null;
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>(JsonOutput.fields(why));
            fields.put("estimatedStartInMillis", startsIn);
            JsonOutput.print(out, fields);
            return;
        }
        out.printf("%s waits: %s%n", taskId, why.reason());
        out.printf(
                "attempt %d, waiting for %s, number %d of %d in the queue%n",
                why.attempt(),
                Figures.seconds(why.waitMillis()),
                why.position(),
                why.queueLength());
        out.println(
                startsIn == null
                        ? "no start can be foreseen as things are"
                        : "should start in "
                                + Figures.seconds(startsIn)
                                + " if nothing more arrives");
        printCandidates(out, why.candidates());
        if (!why.shortages().isEmpty()) {
            TextTable table =
                    new TextTable("strategy", "nearest node", "short of", "needs", "free");
            for (Shortage each : why.shortages()) {
                table.row(
                        each.strategy(),
                        each.node() == null ? "none in service" : each.node(),
                        each.resource() == null ? "" : each.resource(),
                        each.node() == null ? "" : Figures.plain(each.needed()),
                        each.node() == null ? "" : Figures.plain(each.free()));
            }
            table.lines().forEach(out::println);
        }
        out.flush();
    }

    private static void printCandidates(PrintWriter out, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("candidate", "strategy", "score");
        candidates.forEach(
                each ->
                        table.row(
                                each.node(),
                                each.strategy(),
                                String.format(Locale.ROOT, "%.3f", each.score())));
        table.lines().forEach(out::println);
    }
}
