package org.dsppo.operators.placement;

import java.util.List;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.policy.engine.EarlyEvent;
import org.dsppo.policy.engine.EndedTask;
import org.dsppo.policy.engine.EngineStore;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.OrphanState;
import org.dsppo.policy.engine.ReputationRecord;
import org.dsppo.policy.engine.TaskState;

/** What is kept of one cell; always the one whose input is being handled. */
interface CellStore extends EngineStore {

    /** Everything written with {@link #putNode} and not removed. */
    List<NodeChanged> nodes();

    /** Everything written with {@link #putOrphan} and not removed. */
    List<OrphanState> orphans();

    /** Everything written with {@link #putTask} and not removed. */
    List<TaskState> tasks();

    /** Everything written with {@link #putEnded} and not removed. */
    List<EndedTask> ended();

    /** Everything written with {@link #putEarly} and not removed. */
    List<EarlyEvent> early();

    /** Everything written with {@link #putReputation} and not removed. */
    List<ReputationRecord> reputations();

    /** The open summary window, or null. */
    SummaryState summary();

    /** Keeps the open summary window; null for none. */
    void putSummary(SummaryState summary);
}
