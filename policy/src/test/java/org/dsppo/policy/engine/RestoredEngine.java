package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.policy.placement.NodeView;

/** Compares an engine with another that was restored from what it wrote. */
final class RestoredEngine {

    private RestoredEngine() {}

    /**
     * Asserts that nodes and reservations are equal and that no more is free than was, but for what
     * a node has more by its last report and was passed over as too little to matter.
     *
     * @return true if capacities and foreign use are equal as well, which they need not be: what
     *     ended a moment before the restore and is still on a node's list cannot be told from
     *     foreign use
     */
    static boolean agree(PlacementEngine live, PlacementEngine restored) {
        List<? extends NodeView> before = live.nodes();
        List<? extends NodeView> after = restored.nodes();
        assertThat(after).hasSameSizeAs(before);
        boolean same = true;
        for (int i = 0; i < before.size(); i++) {
            NodeLedger was = (NodeLedger) before.get(i);
            NodeLedger is = (NodeLedger) after.get(i);
            assertThat(is.nodeId()).isEqualTo(was.nodeId());
            assertThat(is.condition()).isEqualTo(was.condition());
            for (int kind = 0; kind < was.capacity().length; kind++) {
                long more = is.capacity(kind) - was.capacity(kind);
                // Both are within a hundredth of what was reported last.
                assertThat(Math.abs(more)).isLessThanOrEqualTo(was.capacity(kind) * 21 / 1_000);
                assertThat(is.reserved(kind)).isEqualTo(was.reserved(kind));
                assertThat(is.free(kind)).isLessThanOrEqualTo(was.free(kind) + Math.max(0, more));
                same &= more == 0 && is.free(kind) == was.free(kind);
            }
        }
        return same;
    }

    /** True if an attempt is missing from its node's list: how long is not kept in state. */
    static boolean missingAttempts(PlacementEngine live) {
        return live.nodes().stream()
                .flatMap(node -> ((NodeLedger) node).tasks().stream())
                .anyMatch(task -> task.missingSinceMillis > 0);
    }
}
