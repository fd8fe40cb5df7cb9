package org.dsppo.jobs.bridge;

import org.dsppo.schemas.decision.PlacementDecision;

/** What a bridge does on its platform. None of it blocks; results of bindings come back later. */
interface Platform {

    /**
     * Binds a workload to the decision's node, once; the result goes to {@link BridgeLogic#bound}.
     */
    void bind(Workload workload, PlacementDecision decision);

    /** Stops a workload that is bound, by its graceful end. */
    void stop(Workload workload);

    /** Tells the workload's owner something, as an event. */
    void tell(Workload workload, Notice notice);
}
