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
import org.dsppo.jobs.files.PolicySource;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.jobs.topicview.RecordedSystem;
import org.dsppo.operators.placement.TraceTime;
import org.dsppo.policy.engine.Shortage;
import org.dsppo.policy.engine.TaskExplanation;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.StartForecast;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.Candidate;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsppo explain}: why a task waits, or went where it is. */
@Command(
        name = "explain",
        description = {
            "Tells why a task waits: what is short by how much, its place in the queue, when it"
                    + " should start; or why it went where it is.",
            "Puts the state together from the topics, from --since ago on, at the speed of the job;"
                    + " says so where no job is there to decide."
        },
        footer = {"", "Examples:", "  dsppo explain job-17", "  dsppo explain job-17 --json"})
final class ExplainCommand implements Callable<Integer> {

    private static final int CANDIDATES = 5;

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private SinceOption since;
    @Mixin private JsonOption json;

    @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
    private String taskId;

    @Override
    public Integer call() {
        long nowMillis = System.currentTimeMillis();
        long from = since.fromEpochMillis();
        kafka.require(
                Topic.CATALOGUE,
                Topic.POLICIES,
                Topic.TASKS,
                Topic.DECISIONS,
                Topic.TASK_EVENTS,
                Topic.TELEMETRY,
                Topic.SUMMARIES);
        JobSigns job = JobSigns.read(kafka.connection(), kafka.topics());
        RecordedSystem system = RecordedSystem.read(kafka.connection(), kafka.topics(), from);
        TaskSubmitted task = system.task(taskId);
        if (task == null) {
            throw new UserErrorException(
                    "task %s is unknown, expected one that was submitted in the last %s"
                            .formatted(taskId, since.text()));
        }
        Catalogue catalogue = system.catalogue();
        String cell = RecordedSystem.cellOf(task);
        TraceTime time = new TraceTime(job.speed() == null ? 1 : job.speed());
        StartForecast forecast =
                new StartForecast(
                        catalogue,
                        cell,
                        policy(system.policy()).get(),
                        system.liveTasks(catalogue, cell, time),
                        system.nodes(catalogue, cell, nowMillis, time),
                        time.of(nowMillis));
        TaskExplanation why = forecast.explain(taskId, CANDIDATES);
        if (why == null) {
            printDecision(system.decisionOf(taskId), job, nowMillis);
        } else if (job.isSilent(nowMillis)) {
            printSilence(why, time, job, nowMillis);
        } else {
            OptionalLong start = forecast.startMillis(taskId);
            Long startsIn =
                    start.isPresent() ? time.onWall(start.getAsLong() - time.of(nowMillis)) : null;
            printWait(why, startsIn, time, job, nowMillis);
        }
        return ExitCode.OK;
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

    private void printDecision(PlacementDecision decision, JobSigns job, long nowMillis) {
        PrintWriter out = spec.commandLine().getOut();
        if (decision == null) {
            throw new UserErrorException(
                    "nothing was decided about task %s%s"
                            .formatted(
                                    taskId,
                                    job.isSilent(nowMillis)
                                            ? ": " + job.describe(nowMillis)
                                            : ", and no node of its cell could run it"));
        }
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>(JsonOutput.fields(decision));
            fields.put("job", job.asJson(nowMillis));
            JsonOutput.print(out, fields);
            return;
        }
        if (job.isSilent(nowMillis)) {
            out.println(job.describe(nowMillis));
        }
        out.printf(
                "%s: %s%s by %s@%d (%s)%s%n",
                taskId,
                decision.kind(),
                decision.node() == null
                        ? ""
                        : " to %s with %s".formatted(decision.nodeName(), decision.strategy()),
                decision.policy() == null ? "?" : decision.policy().name(),
                decision.policy() == null ? 0 : decision.policy().version(),
                decision.policy() == null ? "" : decision.policy().stage(),
                decision.reason() == null ? "" : ", " + decision.reason());
        out.println("waited " + Figures.seconds(decision.waitMillis()));
        printCandidates(out, decision.candidates() == null ? List.of() : decision.candidates());
        out.flush();
    }

    /** Without a job there is neither a queue nor a start to be foreseen. */
    private void printSilence(TaskExplanation why, TraceTime time, JobSigns job, long nowMillis) {
        PrintWriter out = spec.commandLine().getOut();
        long waitMillis = time.onWall(why.waitMillis());
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("taskId", taskId);
            fields.put("attempt", why.attempt());
            fields.put("waitMillis", waitMillis);
            fields.put("reason", job.describe(nowMillis));
            fields.put("estimatedStartInMillis", null);
            fields.put("job", job.asJson(nowMillis));
            JsonOutput.print(out, fields);
            return;
        }
        out.printf("%s waits: %s%n", taskId, job.describe(nowMillis));
        out.printf("attempt %d, waiting for %s%n", why.attempt(), Figures.seconds(waitMillis));
        out.flush();
    }

    private void printWait(
            TaskExplanation why, Long startsIn, TraceTime time, JobSigns job, long nowMillis) {
        PrintWriter out = spec.commandLine().getOut();
        long waitMillis = time.onWall(why.waitMillis());
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>(JsonOutput.fields(why));
            fields.put("waitMillis", waitMillis);
            fields.put("estimatedStartInMillis", startsIn);
            fields.put("job", job.asJson(nowMillis));
            JsonOutput.print(out, fields);
            return;
        }
        out.printf("%s waits: %s%n", taskId, why.reason());
        out.printf(
                "attempt %d, waiting for %s, number %d of %d in the queue%n",
                why.attempt(), Figures.seconds(waitMillis), why.position(), why.queueLength());
        out.println(
                startsIn == null
                        ? "no start can be foreseen as things are"
                        : "should start in "
                                + Figures.seconds(startsIn)
                                + " if nothing more arrives");
        job.leftAloneInWords().forEach(out::println);
        if (time.speed() != 1) {
            out.printf(
                    "times on the clock; the job runs at speed %s%n", Figures.plain(time.speed()));
        }
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
                                each.cluster() == null
                                        ? each.node()
                                        : NodeSpec.nameOf(each.cluster(), each.node()),
                                each.strategy(),
                                String.format(Locale.ROOT, "%.3f", each.score())));
        table.lines().forEach(out::println);
    }
}
