package org.dsppo.jobs.report.experiment;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.dsppo.policy.lab.evaluation.ExperimentRunner;

/** Says how far the runs are, in percent and with the time that remains. */
final class RunsProgress implements ExperimentRunner.RunListener {

    private final String experiment;
    private final Consumer<String> line;
    private final LongSupplier nanoClock;
    private final long begunAtNanos;

    RunsProgress(String experiment, Consumer<String> line, LongSupplier nanoClock) {
        this.experiment = experiment;
        this.line = line;
        this.nanoClock = nanoClock;
        this.begunAtNanos = nanoClock.getAsLong();
    }

    @Override
    public synchronized void advanced(long found, long done, long total) {
        String text =
                "%s: %d %%, %d of %d runs"
                        .formatted(
                                experiment,
                                total == 0 ? 100 : 100 * (found + done) / total,
                                found + done,
                                total);
        if (done == 0) {
            line.accept(found == 0 ? text : text + ", found in results.csv");
            return;
        }
        double seconds = (nanoClock.getAsLong() - begunAtNanos) / 1e9;
        double left = seconds / done * (total - found - done);
        line.accept(text + ", " + duration(left) + " left");
    }

    /** A duration for people: {@code 1 h 5 min}, {@code 2 min 10 s}, {@code 9 s}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole >= 3600) {
            return String.format(Locale.ROOT, "%d h %d min", whole / 3600, whole % 3600 / 60);
        }
        if (whole >= 60) {
            return String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60);
        }
        return whole + " s";
    }
}
