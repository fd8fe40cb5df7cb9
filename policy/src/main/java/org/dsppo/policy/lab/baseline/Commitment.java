package org.dsppo.policy.lab.baseline;

import java.util.Comparator;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.HeldDevices;

/** What minimum completion time has promised a waiting task. */
final class Commitment {

    /** By start, then by the order of commitment. */
    static final Comparator<Commitment> BY_START =
            Comparator.comparingLong((Commitment c) -> c.startMillis)
                    .thenComparingLong(c -> c.sequence);

    /** By the order of commitment. */
    static final Comparator<Commitment> BY_SEQUENCE =
            Comparator.comparingLong(commitment -> commitment.sequence);

    final String taskId;
    final long sequence;
    final Strategy strategy;
    final int node;
    final long durationMillis;
    long startMillis;

    /** Devices that are free for it all through, where they are shared singly. */
    HeldDevices devices = HeldDevices.NONE;

    Commitment(
            String taskId,
            long sequence,
            Strategy strategy,
            int node,
            long startMillis,
            long durationMillis) {
        this.taskId = taskId;
        this.sequence = sequence;
        this.strategy = strategy;
        this.node = node;
        this.startMillis = startMillis;
        this.durationMillis = durationMillis;
    }

    long endMillis() {
        return startMillis + durationMillis;
    }
}
