package org.dsppo.policy.lab.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.policy.resource.ResourceDemand;
import org.junit.jupiter.api.Test;

class NodeConfigurationsTest {

    private final ClusterPool pool = new ClusterPool("c", new long[] {10, 6}, 3);

    private static Mode mode(int index, long first, long second, int perNode) {
        return new Mode(index, 0, 0, ResourceDemand.of(new long[] {first, second}), 1000, perNode);
    }

    @Test
    void listsMaximalCombinationsOfTheBiggestItemsFirst() {
        // Two of (5, 1), three of (1, 2), or one of the first with two of the second, ...
        List<Mode> modes = List.of(mode(0, 1, 2, 3), mode(1, 5, 1, 2));

        NodeConfigurations fitting = NodeConfigurations.of(pool, modes, 10);

        assertThat(fitting.items())
                .extracting(NodeConfigurations.Item::perNode)
                .containsExactly(2, 3);
        assertThat(fitting.maximal())
                .containsExactlyInAnyOrder(new int[] {2, 0}, new int[] {1, 2}, new int[] {0, 3});
        assertThat(fitting.bestValue(new double[] {2, 1.5})).isEqualTo(5);
    }

    @Test
    void modesWithOneDemandAreOneItem() {
        List<Mode> modes = List.of(mode(0, 1, 2, 3), mode(1, 5, 1, 2), mode(2, 5, 1, 2));

        NodeConfigurations fitting = NodeConfigurations.of(pool, modes, 10);

        assertThat(fitting.items()).hasSize(2);
        assertThat(fitting.items().get(0).modes()).containsExactly(modes.get(1), modes.get(2));
    }

    @Test
    void leavesOutSmallItemsBeyondTheLimit() {
        List<Mode> modes = List.of(mode(0, 5, 1, 2), mode(1, 1, 2, 3), mode(2, 1, 1, 6));

        assertThat(NodeConfigurations.of(pool, modes, 3).items()).hasSize(2);
        assertThat(NodeConfigurations.of(pool, modes, 100).items()).hasSize(3);
        assertThat(NodeConfigurations.of(pool, modes, 2).items()).isEmpty();
    }
}
