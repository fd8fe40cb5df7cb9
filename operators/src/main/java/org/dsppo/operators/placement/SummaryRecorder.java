package org.dsppo.operators.placement;

import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * Keeps the figures of one cell. A window opens with the first thing to count and closes at its end
 * or when another policy takes over. As long as the cell knows of a node or a task, the next one
 * opens at once: readers tell by the age of the newest summary whether the job lives.
 */
final class SummaryRecorder {

    private final String cell;
    private final long windowMillis;
    private final CellStore store;
    private final PlacementOutputs outputs;
    private PolicyReference policy;
    private long startMillis = Long.MIN_VALUE;
    private SummaryWindow window;
    private boolean unsaved;

    SummaryRecorder(
            String cell,
            long windowMillis,
            PolicyReference policy,
            CellStore store,
            PlacementOutputs outputs) {
        this.cell = cell;
        this.windowMillis = windowMillis;
        this.policy = policy;
        this.store = store;
        this.outputs = outputs;
        SummaryState saved = windowMillis > 0 ? store.summary() : null;
        this.window = saved == null ? null : new SummaryWindow(saved);
    }

    void decided(PlacementDecision decision, long nowMillis) {
        if (open(nowMillis)) {
            window.decided(decision);
        }
    }

    void finished(long completionMillis, long nowMillis) {
        if (open(nowMillis)) {
            window.finished(completionMillis);
        }
    }

    void compared(Comparison withReference, long nowMillis) {
        if (withReference.compared() > 0 && open(nowMillis)) {
            window.compared(withReference);
        }
    }

    void requeued(long nowMillis) {
        if (open(nowMillis)) {
            window.requeued();
        }
    }

    private boolean open(long nowMillis) {
        if (windowMillis <= 0) {
            return false;
        }
        if (window == null) {
            long aligned = nowMillis - Math.floorMod(nowMillis, windowMillis);
            window = new SummaryWindow(Math.max(aligned, startMillis), policy);
        }
        unsaved = true;
        return true;
    }

    /** Counts for another policy from now on. */
    void usePolicy(PolicyReference next, Cell of, long nowMillis) {
        if (window != null) {
            close(of, Math.min(nextMillis(), nowMillis));
            startMillis = nowMillis;
        }
        policy = next;
    }

    /** Closes a window that has ended; opens one if there is anything to report on. */
    void roll(Cell of, long nowMillis) {
        if (window != null && nowMillis >= nextMillis()) {
            close(of, nextMillis());
        }
        if (window == null && of.knowsAnything()) {
            open(nowMillis);
        }
    }

    private void close(Cell of, long endMillis) {
        outputs.summary(window.close(cell, endMillis, of.outlook()));
        window = null;
        unsaved = true;
    }

    /** Writes through what has changed. */
    void save() {
        if (unsaved) {
            store.putSummary(window == null ? null : window.state());
            unsaved = false;
        }
    }

    /** When the open window ends; {@link Long#MAX_VALUE} if none is open. */
    long nextMillis() {
        return window == null ? Long.MAX_VALUE : window.endMillis(windowMillis);
    }
}
