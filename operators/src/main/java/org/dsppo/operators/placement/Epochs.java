package org.dsppo.operators.placement;

import java.util.Comparator;
import java.util.List;
import org.dsppo.operators.state.EpochState;

/**
 * Numbers the runs of the job. A snapshot tells under which epoch it was written; if the same job
 * has crashed more than once since, the runs in between count as well, so that no two share one.
 */
final class Epochs {
    private Epochs() {}

    /**
     * The epoch of a run that starts now.
     *
     * @param written epochs in the snapshot, empty without one
     * @param jobId this job
     * @param jobAttempt which run of this job this is, from 0
     */
    static long next(List<EpochState> written, String jobId, int jobAttempt) {
        return written.stream()
                .max(Comparator.comparingLong(EpochState::epoch))
                .map(last -> last.epoch() + runsSince(last, jobId, jobAttempt))
                .orElse(1L + jobAttempt);
    }

    private static int runsSince(EpochState last, String jobId, int jobAttempt) {
        return last.jobId().equals(jobId) ? Math.max(1, jobAttempt - last.jobAttempt()) : 1;
    }
}
