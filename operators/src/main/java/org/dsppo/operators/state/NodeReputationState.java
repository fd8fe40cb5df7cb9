package org.dsppo.operators.state;

import java.util.List;
import org.dsppo.policy.engine.ReputationRecord;

/**
 * What is held against a node; what its parts mean is said by {@link ReputationRecord}.
 *
 * @param node {@code cluster/node}
 * @param failedTaskIds tasks that failed there and were not made up for, oldest first
 * @param failingClasses classes that failed there and have ended well nowhere since
 * @param level how often in a row it was left alone
 * @param untilMillis until when it is left alone, 0 when it is in use
 * @param tried true while the first task after that has not ended
 * @param trialTaskId the task on trial, or null
 * @param touchedAtMillis when this last changed
 */
public record NodeReputationState(
        String node,
        List<String> failedTaskIds,
        List<String> failingClasses,
        int level,
        long untilMillis,
        boolean tried,
        String trialTaskId,
        long touchedAtMillis) {

    /** As the engine has it. */
    public static NodeReputationState of(ReputationRecord record) {
        return new NodeReputationState(
                record.node(),
                record.failedTaskIds(),
                record.failingClasses(),
                record.level(),
                record.untilMillis(),
                record.tried(),
                record.trialTaskId(),
                record.touchedAtMillis());
    }

    /** For the engine. */
    public ReputationRecord toEngine() {
        return new ReputationRecord(
                node,
                failedTaskIds,
                failingClasses,
                level,
                untilMillis,
                tried,
                trialTaskId,
                touchedAtMillis);
    }
}
