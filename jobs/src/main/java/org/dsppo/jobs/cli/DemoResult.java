package org.dsppo.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.evaluation.RunSummary;
import org.dsppo.policy.evaluation.Violation;

/**
 * What a demo came to.
 *
 * @param run what was given and what became of it
 * @param summary key figures in trace time; its violations include those the executors saw
 * @param decisions ASSIGNs and REJECTs
 * @param requeuedAttempts attempts after a task's first
 * @param latencyP50Millis wall time from sending a task to seeing its first decision, median
 * @param latencyP99Millis the same, 99th percentile
 * @param deadLetters input that the job could not use
 * @param incomplete why the run stopped before all tasks had ended, or null
 */
record DemoResult(
        WallClockRun run,
        RunSummary summary,
        int decisions,
        int requeuedAttempts,
        double latencyP50Millis,
        double latencyP99Millis,
        long deadLetters,
        String incomplete) {

    static DemoResult of(
            WallClockRun run, RunRecorder recorder, long deadLetters, String incomplete) {
        return new DemoResult(
                run,
                withSeen(run.summary(), recorder.violations()),
                recorder.decisions(),
                recorder.counts().requeued(),
                recorder.latencyMillis(0.5),
                recorder.latencyMillis(0.99),
                deadLetters,
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

    boolean isClean() {
        return incomplete == null && summary.violations().isEmpty();
    }

    Map<String, Object> asJson(String policy, double speed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cluster", run.workload().catalogue().name());
        fields.put("workload", run.workload().name());
        fields.put("policy", policy);
        fields.put("speed", speed);
        fields.putAll(JsonOption.fields(summary));
        fields.put("decisions", decisions);
        fields.put("requeuedAttempts", requeuedAttempts);
        fields.put("decisionLatencyP50WallMillis", latencyP50Millis);
        fields.put("decisionLatencyP99WallMillis", latencyP99Millis);
        fields.put("deadLetters", deadLetters);
        return fields;
    }
}
