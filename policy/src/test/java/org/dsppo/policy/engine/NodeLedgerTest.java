package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dsppo.policy.resource.DeviceLayout;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.junit.jupiter.api.Test;

class NodeLedgerTest {

    private final NodeLedger node =
            new NodeLedger(
                    0,
                    "n",
                    "c",
                    0,
                    0,
                    Map.of(),
                    new long[] {4_000, 1_000},
                    DeviceLayout.NONE,
                    new NodeChangeLog());

    private static ResourceDemand demand(long first, long second) {
        return ResourceDemand.of(new long[] {first, second});
    }

    @Test
    void freeIsCapacityLessReservedLessForeign() {
        node.reserve(demand(1_500, 0), HeldDevices.NONE);
        node.foreign(new long[] {2_000, 300}, new long[] {1_500, 0});
        assertThat(node.free(0)).isEqualTo(2_000);
        assertThat(node.free(1)).isEqualTo(700);
        node.release(demand(1_500, 0), HeldDevices.NONE);
        assertThat(node.free(0)).isEqualTo(3_500);
        node.foreign(null, null);
        assertThat(node.free(0)).isEqualTo(4_000);
        assertThat(node.free(1)).isEqualTo(1_000);
    }

    @Test
    void usingLessThanReservedIsNotNegativeForeignUse() {
        node.reserve(demand(1_000, 1_000), HeldDevices.NONE);
        node.foreign(new long[] {400, 0}, new long[] {1_000, 1_000});
        assertThat(node.free(0)).isEqualTo(3_000);
        assertThat(node.free(1)).isZero();
    }

    @Test
    void fitsOnlyWhileInService() {
        for (NodeCondition condition : NodeCondition.values()) {
            node.condition(condition);
            assertThat(node.fits(demand(1, 1))).isEqualTo(condition == NodeCondition.UP);
        }
        node.condition(NodeCondition.UP);
        assertThat(node.fits(demand(4_000, 1_000))).isTrue();
        assertThat(node.fits(demand(4_001, 0))).isFalse();
    }

    @Test
    void releasingMoreThanIsReservedIsABrokenInvariant() {
        node.reserve(demand(100, 0), HeldDevices.NONE);
        assertThatThrownBy(() -> node.release(demand(101, 0), HeldDevices.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-1")
                .hasMessageContaining("101");
    }
}
