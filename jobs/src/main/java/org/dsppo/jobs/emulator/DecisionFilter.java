package org.dsppo.jobs.emulator;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * The two rules every executor keeps: the first record per {@code decisionId} and kind wins, and
 * once a partition has shown a cell's epoch marker, records of lower epochs of that cell are void
 * there.
 */
public final class DecisionFilter {

    private record Lane(int partition, String cell) {}

    private record Seen(DecisionKind kind, String decisionId) {}

    private final long retentionMillis;
    private final Map<Lane, Long> epochs = new HashMap<>();
    private final Map<Seen, Long> seen = new LinkedHashMap<>();

    /**
     * @param retentionMillis how long decision ids are remembered
     */
    public DecisionFilter(long retentionMillis) {
        this.retentionMillis = retentionMillis;
    }

    /** True if an executor should act on this record. */
    public boolean accepts(int partition, PlacementDecision decision, long nowMillis) {
        Lane lane = new Lane(partition, decision.cell());
        if (decision.kind() == DecisionKind.EPOCH) {
            epochs.merge(lane, decision.epoch(), Math::max);
            return false;
        }
        if (decision.epoch() < epochs.getOrDefault(lane, 0L)) {
            return false;
        }
        if (decision.kind() == DecisionKind.WAIT) {
            return true;
        }
        forgetBefore(nowMillis - retentionMillis);
        if (decision.kind() == DecisionKind.CANCEL) {
            // An assignment that comes after its cancellation must not start.
            seen.putIfAbsent(new Seen(DecisionKind.ASSIGN, decision.decisionId()), nowMillis);
        }
        return seen.putIfAbsent(new Seen(decision.kind(), decision.decisionId()), nowMillis)
                == null;
    }

    /** Notes an assignment that was acted on before this filter came to be. */
    public void remember(String decisionId, long nowMillis) {
        seen.putIfAbsent(new Seen(DecisionKind.ASSIGN, decisionId), nowMillis);
    }

    /** The epoch of each cell whose marker a partition has shown. */
    public Map<String, Long> epochs(int partition) {
        Map<String, Long> cells = new HashMap<>();
        epochs.forEach(
                (lane, epoch) -> {
                    if (lane.partition() == partition) {
                        cells.put(lane.cell(), epoch);
                    }
                });
        return cells;
    }

    /** Takes up what {@link #epochs} once said. */
    public void restore(int partition, Map<String, Long> cells) {
        cells.forEach((cell, epoch) -> epochs.merge(new Lane(partition, cell), epoch, Math::max));
    }

    private void forgetBefore(long millis) {
        Iterator<Long> oldest = seen.values().iterator();
        while (oldest.hasNext() && oldest.next() < millis) {
            oldest.remove();
        }
    }
}
