package org.dsppo.jobs.run;

import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Finds out that a run will not come to its end. */
public final class StallWatch {

    private final LongSupplier nanoClock;
    private final long silenceNanos;
    private final long longestRunNanos;
    private long changes = -1;
    private long changedAtNanos;

    /**
     * @param silenceNanos how long nothing may happen while nothing runs
     */
    public StallWatch(Workload workload, double speed, long silenceNanos) {
        this(workload, speed, silenceNanos, System::nanoTime);
    }

    public StallWatch(Workload workload, double speed, long silenceNanos, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.silenceNanos = silenceNanos;
        this.longestRunNanos =
                TimeUnit.MILLISECONDS.toNanos((long) (longestRunMillis(workload) / speed));
        this.changedAtNanos = nanoClock.getAsLong();
    }

    private static double longestRunMillis(Workload workload) {
        double longest =
                workload.catalogue().classes().values().stream()
                        .flatMap(Collection::stream)
                        .mapToLong(ExecutionStrategy::runtimeMillis)
                        .max()
                        .orElse(0);
        double scale =
                workload.tasks().stream()
                        .map(TaskMessage::submitted)
                        .filter(Objects::nonNull)
                        .mapToDouble(TaskSubmitted::runtimeScale)
                        .max()
                        .orElse(1);
        return longest * scale;
    }

    /** True if all is sent and nothing has happened for longer than anything takes. */
    public boolean isStalled(RunRecorder recorder, boolean allSent) {
        long now = nanoClock.getAsLong();
        if (recorder.changes() != changes || !allSent) {
            changes = recorder.changes();
            changedAtNanos = now;
            return false;
        }
        // While something runs, the longest run time may pass without a word.
        long patience = silenceNanos + (recorder.counts().running() > 0 ? longestRunNanos : 0);
        return now - changedAtNanos > patience;
    }

    public String explain(RunRecorder recorder) {
        RunRecorder.Counts counts = recorder.counts();
        return "nothing happened for %d s: %d tasks wait, %d run, %d of %d have finished"
                .formatted(
                        TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong() - changedAtNanos),
                        counts.waiting(),
                        counts.running(),
                        counts.finished(),
                        counts.submitted());
    }
}
