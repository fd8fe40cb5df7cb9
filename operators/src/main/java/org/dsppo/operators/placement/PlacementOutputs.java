package org.dsppo.operators.placement;

import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;

/** Where placement sends its results. */
interface PlacementOutputs {

    /** A decision. */
    void decision(PlacementDecision decision);

    /** Input that cannot be used. */
    void deadLetter(DeadLetter letter);

    /** Figures of a window that has closed. */
    void summary(CellSummary summary);

    /** What a version did in a window that has closed. */
    void report(PolicyReport report);

    /** Decisions that were written down for training. */
    void rollout(RolloutSegment segment);
}
