package org.dsppo.jobs.run;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.ExecutedDecision;

/**
 * What a run on a wall clock came to.
 *
 * @param run what was given and what became of it
 * @param summary key figures in trace time; its violations include those the executors saw
 * @param decisions ASSIGNs and REJECTs
 * @param requeuedAttempts attempts after a task's first
 * @param latencyP50Millis wall time from sending a task to seeing its first decision, median
 * @param latencyP99Millis the same, 99th percentile
 * @param deadLetters input that the job could not use, or null if that was not looked at
 * @param policies what versions did, or null if that was not looked at
 * @param incomplete why the run stopped before all tasks had ended, or null
 */
public record RunResult(
        WallClockRun run,
        RunSummary summary,
        int decisions,
        int requeuedAttempts,
        double latencyP50Millis,
        double latencyP99Millis,
        Long deadLetters,
        PolicyFigures policies,
        String incomplete) {

    public static RunResult of(WallClockRun run, RunRecorder recorder, String incomplete) {
        return new RunResult(
                run,
                withSeen(run.summary(), recorder.violations()),
                recorder.decisions(),
                recorder.counts().requeued(),
                recorder.latencyMillis(0.5),
                recorder.latencyMillis(0.99),
                null,
                null,
                incomplete);
    }

    public RunResult withDeadLetters(long count) {
        return new RunResult(
                run,
                summary,
                decisions,
                requeuedAttempts,
                latencyP50Millis,
                latencyP99Millis,
                count,
                policies,
                incomplete);
    }

    public RunResult withPolicies(PolicyFigures figures) {
        return new RunResult(
                run,
                summary,
                decisions,
                requeuedAttempts,
                latencyP50Millis,
                latencyP99Millis,
                deadLetters,
                figures,
                incomplete);
    }

    private static RunSummary withSeen(RunSummary audited, Iterable<Violation> seen) {
        Map<String, Long> kinds = new TreeMap<>();
        seen.forEach(violation -> kinds.merge(violation.kind(), 1L, Long::sum));
        // The audit finds the same excess in its own way: count it once.
        audited.violations().forEach((kind, count) -> kinds.merge(kind, count, Math::max));
        return new RunSummary(
                audited.tasks(),
                audited.finished(),
                audited.rejected(),
                audited.cancelled(),
                audited.deadlineMisses(),
                audited.averageCompletionMillis(),
                audited.averageWaitingMillis(),
                audited.p95CompletionMillis(),
                audited.p99CompletionMillis(),
                audited.p99WaitingMillis(),
                audited.makespanMillis(),
                audited.utilisation(),
                audited.utilisationInWindow(),
                kinds);
    }

    /** The policies that decided, as decisions name them. */
    public String policy() {
        return run.executed().stream()
                .map(ExecutedDecision::decision)
                .filter(decision -> decision.policy() != null)
                .map(decision -> decision.policy().name())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /**
     * 0 if every task ended and no rule was broken.
     *
     * @throws RunFailedException if the run stopped before its end
     */
    public int exitCode() {
        if (incomplete != null) {
            throw new RunFailedException(incomplete);
        }
        return summary.violations().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    public Map<String, Object> asJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cluster", run.workload().catalogue().name());
        fields.put("workload", run.workload().name());
        fields.put("policy", policy());
        fields.put("speed", run.clock().speed());
        fields.putAll(JsonOutput.fields(summary));
        fields.put("decisions", decisions);
        fields.put("requeuedAttempts", requeuedAttempts);
        fields.put("decisionLatencyP50WallMillis", latencyP50Millis);
        fields.put("decisionLatencyP99WallMillis", latencyP99Millis);
        if (deadLetters != null) {
            fields.put("deadLetters", deadLetters);
        }
        if (policies != null) {
            fields.put("policyVersions", policies.decisions());
            fields.put("fallbacks", policies.fallbacks());
            fields.put("agreementWithReference", policies.agreement());
            fields.put("publishedVersions", policies.publishedVersions());
            fields.put("activeVersion", policies.active());
        }
        return fields;
    }

    /** Prints the closing table. */
    public void print(PrintWriter out) {
        out.printf(
                "%s on %s with %s at speed %s; times are trace time%n%n",
                run.workload().name(),
                run.workload().catalogue().name(),
                policy().isEmpty() ? "no policy" : policy(),
                Figures.plain(run.clock().speed()));
        TextTable table = new TextTable("", "average", "p95", "p99");
        table.row(
                "completion",
                Figures.seconds(summary.averageCompletionMillis()),
                Figures.seconds(summary.p95CompletionMillis()),
                Figures.seconds(summary.p99CompletionMillis()));
        table.row(
                "waiting",
                Figures.seconds(summary.averageWaitingMillis()),
                "",
                Figures.seconds(summary.p99WaitingMillis()));
        table.lines().forEach(out::println);
        out.println();
        out.printf(
                "tasks: %s submitted, %s finished, %s rejected%n",
                Figures.count(summary.tasks()),
                Figures.count(summary.finished()),
                Figures.count(summary.rejected()));
        out.printf(
                "decisions: %s, %s of them for tasks queued again%n",
                Figures.count(decisions), Figures.count(requeuedAttempts));
        out.printf(
                "decision latency (wall): p50 %s, p99 %s%n",
                Figures.millis(latencyP50Millis), Figures.millis(latencyP99Millis));
        out.printf(
                "utilisation: %s, last end at %s%n",
                Figures.percent(summary.utilisation()), Figures.seconds(summary.makespanMillis()));
        if (deadLetters != null) {
            out.printf("dead letters: %s%n", Figures.count(deadLetters));
        }
        if (policies != null) {
            out.printf(
                    "decided by: %s; fallbacks: %s%n",
                    policies.decisions(), Figures.count(policies.fallbacks()));
            out.printf(
                    "agreement with the reference heuristic: %s of %s tasks compared%n",
                    Figures.percent(policies.agreement()), Figures.count(policies.compared()));
        }
        out.printf("violations: %s%n", Figures.violations(summary));
        out.flush();
    }
}
