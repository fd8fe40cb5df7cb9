package org.dsppo.jobs.bridge;

import org.dsppo.schemas.decision.PlacementDecision;

/** A workload and what the scheduler and we have done about it. */
final class Tracked {
    Workload workload;

    /** Counts from 1; rises when a task was rejected and its workload is submitted once more. */
    int submission = 1;

    /** The scheduler knows the task of this submission. */
    boolean submitted;

    /** We withdrew it, or it ended: nothing more is to be decided about it. */
    boolean over;

    /** The assignment that stands. */
    PlacementDecision assignment;

    /** It is on its way to the API server. */
    boolean binding;

    /** The workload is bound by it, which the scheduler knows. */
    boolean started;

    /** The attempt that the scheduler wants stopped. */
    PlacementDecision recall;

    /** When it is submitted again, epoch milliseconds; 0 for not. */
    long submitAgainAtMillis;

    /** What its owner was told last. */
    Notice told;

    Tracked(Workload workload) {
        this.workload = workload;
    }

    /** Tells people, on the platform, what was not the last thing that they were told. */
    void tell(Platform platform, Notice notice) {
        if (!notice.equals(told)) {
            told = notice;
            platform.tell(workload, notice);
        }
    }

    /** True if its binding carries a decision on the latest submission, which it then is. */
    boolean isBoundByItsSubmission(TaskIds ids) {
        Bound bound = Bound.of(workload);
        TaskIds.Parts parts = bound == null ? null : ids.parse(bound.taskId());
        if (parts == null || !parts.uid().equals(workload.uid())) {
            return false;
        }
        submission = Math.max(submission, parts.submission());
        return parts.submission() == submission;
    }
}
