package org.dsppo.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dsppo.schemas.decision.PlacementDecision;

/** What the notes of a case say of its executors and nodes; unless told otherwise all goes well. */
interface CaseActors {

    /** An executor is told to run an attempt. */
    default void assigned(PlacementDecision decision, CasePlayer player) {
        player.run(decision);
    }

    /**
     * A node is about to report.
     *
     * @param report as the case has it, with the attempts that run; may be changed
     * @param atMillis time of the case
     * @return what it reports, null for nothing
     */
    default ObjectNode report(ObjectNode report, long atMillis) {
        return report;
    }
}
