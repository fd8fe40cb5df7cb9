package org.dsppo.policy.engine;

import java.util.List;

/**
 * What is held against a node, as it goes into state.
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
public record ReputationRecord(
        String node,
        List<String> failedTaskIds,
        List<String> failingClasses,
        int level,
        long untilMillis,
        boolean tried,
        String trialTaskId,
        long touchedAtMillis) {}
