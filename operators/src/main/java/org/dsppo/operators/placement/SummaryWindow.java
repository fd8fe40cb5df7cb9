package org.dsppo.operators.placement;

import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.summary.CellSummary;

/** Figures of one cell while a window is open. */
final class SummaryWindow {

    private final long startMillis;
    private final PolicyReference policy;
    private long assigned;
    private long finished;
    private long rejected;
    private long requeued;
    private long fallbacks;
    private long waitingMillis;
    private long completionMillis;
    private long deadlineMisses;
    private long forced;
    private Comparison comparison = Comparison.NONE;

    SummaryWindow(long startMillis, PolicyReference policy) {
        this.startMillis = startMillis;
        this.policy = policy;
    }

    SummaryWindow(SummaryState state) {
        this(state.windowStartMillis(), state.policy());
        assigned = state.assigned();
        finished = state.finished();
        rejected = state.rejected();
        requeued = state.requeued();
        fallbacks = state.fallbacks();
        waitingMillis = state.waitingMillis();
        completionMillis = state.completionMillis();
        deadlineMisses = state.deadlineMisses();
        forced = state.forced();
        // Absent from snapshots of before there was any.
        comparison =
                state.comparison() == null ? Comparison.NONE : Comparison.of(state.comparison());
    }

    SummaryState state() {
        return new SummaryState(
                startMillis,
                policy,
                assigned,
                finished,
                rejected,
                requeued,
                fallbacks,
                waitingMillis,
                completionMillis,
                comparison.state(),
                deadlineMisses,
                forced);
    }

    /** End of the aligned window, which began at {@code startMillis} or before. */
    long endMillis(long windowMillis) {
        return startMillis - Math.floorMod(startMillis, windowMillis) + windowMillis;
    }

    void decided(PlacementDecision decision) {
        fallbacks += decision.fallback() ? 1 : 0;
        switch (decision.kind()) {
            case ASSIGN -> {
                assigned++;
                waitingMillis += Math.max(0, decision.waitMillis());
            }
            case REJECT -> rejected++;
            case WAIT, CANCEL, EPOCH -> {}
        }
    }

    void finished(long millis) {
        finished++;
        completionMillis += Math.max(0, millis);
    }

    void compared(Comparison withReference) {
        comparison = comparison.plus(withReference);
    }

    void forced() {
        forced++;
    }

    void deadlineMissed() {
        deadlineMisses++;
    }

    void requeued() {
        requeued++;
    }

    CellSummary close(String cell, long endMillis, CellOutlook outlook) {
        return new CellSummary(
                cell,
                policy,
                startMillis,
                endMillis,
                assigned,
                finished,
                rejected,
                requeued,
                fallbacks,
                outlook.waiting(),
                outlook.oldestWaitMillis(),
                assigned == 0 ? 0 : (double) waitingMillis / assigned,
                finished == 0 ? 0 : (double) completionMillis / finished,
                comparison.compared(),
                comparison.agreed(),
                comparison.averageExcessMillis(),
                outlook.speed(),
                outlook.nodes(),
                outlook.schedulableNodes(),
                outlook.downNodes(),
                outlook.leftAlone(),
                outlook.obstacle(),
                deadlineMisses,
                forced);
    }
}
