package org.dsppo.operators.state;

import org.dsppo.policy.engine.EarlyEvent;
import org.dsppo.schemas.task.TaskEvent;

/**
 * The latest event of a task that is not known yet.
 *
 * @param event what an executor reported
 * @param heardAtMillis when it came in
 */
public record EarlyEventState(TaskEvent event, long heardAtMillis) {

    /** As the engine has it. */
    public static EarlyEventState of(EarlyEvent early) {
        return new EarlyEventState(early.event(), early.heardAtMillis());
    }

    /** For the engine. */
    public EarlyEvent toEngine() {
        return new EarlyEvent(event, heardAtMillis);
    }
}
