package org.dsppo.policy.engine;

import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A 64-bit digest of a submission's content that is the same in every JVM: it uses only hash codes
 * that the Java specification defines, mixed by a multiplicative step.
 */
final class TaskFingerprint {

    private long value = 0x9E3779B97F4A7C15L;

    private TaskFingerprint() {}

    static long of(TaskSubmitted task) {
        TaskFingerprint digest = new TaskFingerprint();
        digest.add(task.taskClass());
        digest.add(task.submittedAtMillis());
        digest.add(task.priority());
        digest.add(Double.doubleToLongBits(task.runtimeScale()));
        digest.add(task.deadlineAtMillis() == null ? -1 : task.deadlineAtMillis());
        digest.add(task.origin());
        digest.add(task.inputBytes());
        digest.add(task.tenant());
        if (task.strategies() != null) {
            task.strategies().forEach(digest::add);
        }
        return digest.value == 0 ? 1 : digest.value;
    }

    private void add(ExecutionStrategy strategy) {
        add(strategy.id());
        add(strategy.runtimeMillis());
        add(strategy.demand().hashCode());
        add(strategy.nodeSelector().hashCode());
        add(strategy.elastic() == null ? 0 : Double.hashCode(strategy.elastic().maxShare()));
    }

    private void add(String text) {
        add(text == null ? -1L : text.hashCode());
    }

    private void add(long part) {
        value = (value ^ part) * 0xBF58476D1CE4E5B9L;
        value ^= value >>> 29;
    }
}
