package org.dsppo.jobs.run;

import java.util.Locale;
import org.dsppo.jobs.report.Figures;
import org.dsppo.policy.lab.simulation.Workload;

/** The progress line of a run on a wall clock. */
public final class RunProgress {

    private RunProgress() {}

    public static String line(RunRecorder.Counts counts, TraceClock clock, Workload workload) {
        double traceNow = Math.max(0, clock.toTraceMillis(System.currentTimeMillis()));
        StringBuilder line = new StringBuilder("trace ").append(seconds(traceNow));
        add(line, "submitted", counts.submitted());
        add(line, "waiting", counts.waiting());
        add(line, "running", counts.running());
        add(line, "finished", counts.finished());
        if (counts.rejected() > 0) {
            add(line, "rejected", counts.rejected());
        }
        if (counts.requeued() > 0) {
            add(line, "queued again", counts.requeued());
        }
        return line.append("  ").append(remaining(counts, traceNow, clock, workload)).toString();
    }

    private static void add(StringBuilder line, String name, int count) {
        line.append("  ").append(name).append(' ').append(Figures.count(count));
    }

    /** The time to the last submission is known; what comes after it depends on the policy. */
    private static String remaining(
            RunRecorder.Counts counts, double traceNow, TraceClock clock, Workload workload) {
        int last = workload.tasks().size() - 1;
        double left = workload.tasks().get(last).atMillis() - traceNow;
        if (left > 0) {
            return "all submitted in " + seconds(left / clock.speed());
        }
        return Figures.count(counts.waiting() + (long) counts.running()) + " to go";
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.0f s", millis / 1000);
    }
}
