package org.dsppo.policy.engine;

import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A 64-bit digest of a submission's content that is the same in every JVM: every field in turn is
 * mixed in by a multiplicative step, text character by character.
 */
final class TaskFingerprint {

    private static final long ABSENT = -0x61c8864680b583ebL;

    private long value = 0x9E3779B97F4A7C15L;

    private TaskFingerprint() {}

    /** Never 0. */
    static long of(TaskSubmitted task) {
        TaskFingerprint digest = new TaskFingerprint();
        digest.add(task.taskClass());
        digest.add(task.submittedAtMillis());
        digest.add(task.priority());
        digest.add(task.runtimeScale());
        digest.add(task.deadlineAtMillis() == null ? ABSENT : task.deadlineAtMillis());
        digest.add(task.origin());
        digest.add(task.inputBytes());
        digest.add(task.cell());
        digest.add(task.tenant());
        if (task.strategies() != null) {
            digest.add(task.strategies().size());
            task.strategies().forEach(digest::add);
        }
        return digest.value == 0 ? 1 : digest.value;
    }

    private void add(ExecutionStrategy strategy) {
        add(strategy.id());
        add(strategy.runtimeMillis());
        add(strategy.demand().size());
        // Equal maps may list their entries in different orders.
        for (Map.Entry<String, Double> each : new TreeMap<>(strategy.demand()).entrySet()) {
            add(each.getKey());
            add(each.getValue());
        }
        add(strategy.nodeSelector().size());
        for (Map.Entry<String, String> each : new TreeMap<>(strategy.nodeSelector()).entrySet()) {
            add(each.getKey());
            add(each.getValue());
        }
        Elastic elastic = strategy.elastic();
        if (elastic == null) {
            add(ABSENT);
        } else {
            add(elastic.resource());
            add(elastic.minShare());
            add(elastic.maxShare());
            add(elastic.epsilonMillis());
            add(elastic.kappa());
        }
    }

    private void add(String text) {
        if (text == null) {
            add(ABSENT);
            return;
        }
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    private void add(double number) {
        add(Double.doubleToLongBits(number));
    }

    private void add(long part) {
        value = (value ^ part) * 0xBF58476D1CE4E5B9L;
        value ^= value >>> 29;
    }
}
