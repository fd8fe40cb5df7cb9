package org.dsppo.operators.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.node.NodeTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that come and go, that begin anew with an old clock, and that are cordoned. */
class UnsteadyNodesTest {

    /** Down after 15 s; a node that comes and goes within a minute is held for 10 s at first. */
    private static final NodeHealthOptions OPTIONS =
            NodeHealthOptions.defaults().toBuilder()
                    .forgetMillis(600_000)
                    .flapWindowMillis(60_000)
                    .holdMillis(10_000)
                    .build();

    private NodeHealthHarness harness;
    private long sequence;

    @BeforeEach
    void start() throws Exception {
        harness = NodeHealthHarness.start(OPTIONS, StateBackendKind.HEAP.create());
        harness.control(
                ControlMessage.of(
                        new CatalogueEntry(
                                CatalogueEntryKind.CLUSTER,
                                "edge",
                                0,
                                null,
                                new ClusterSpec("edge", "edge", "west", Map.of(), Map.of()),
                                null,
                                null)));
        harness.jumpTo(1_000);
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private void report(boolean healthy, long sequence, long byItsClock) throws Exception {
        harness.report(
                new NodeTelemetry(
                        "n",
                        "edge",
                        Map.of(),
                        Map.of("cpu", 4.0),
                        Map.of(),
                        Map.of("cpu", 0.0),
                        List.of(),
                        healthy,
                        false,
                        byItsClock,
                        sequence));
    }

    private NodeCondition after(boolean healthy, long millis) throws Exception {
        harness.jumpTo(millis);
        report(healthy, ++sequence, millis);
        List<NodeChanged> changes = harness.changes();
        return changes.isEmpty() ? null : changes.get(changes.size() - 1).condition();
    }

    /**
     * What was promised to a node and not started is free again once the node was heard of 5 s
     * after the promise ended: within 13 s, whatever time its clock shows.
     */
    @Test
    void nodeThatTakesItForNineteenSeventyIsHeardOfEverySevenSeconds() throws Exception {
        for (int second = 2; second <= 40; second++) {
            harness.jumpTo(second * 1_000);
            report(true, second, second);
        }
        assertThat(harness.changes())
                .extracting(NodeChanged::seenAtMillis)
                .containsExactly(2_000L, 9_000L, 16_000L, 23_000L, 30_000L, 37_000L);
    }

    @Test
    void nodeThatComesAndGoesIsHeldUntilItHasStayedTwiceAsLongEachTime() throws Exception {
        assertThat(after(true, 2_000)).isEqualTo(NodeCondition.UP);
        assertThat(after(false, 3_000)).isEqualTo(NodeCondition.DOWN);
        assertThat(after(true, 4_000)).as("once is nothing").isEqualTo(NodeCondition.UP);
        assertThat(after(false, 10_000)).isEqualTo(NodeCondition.DOWN);
        assertThat(after(true, 11_000)).isEqualTo(NodeCondition.HELD);
        assertThat(after(true, 15_000)).as("still held").isNull();
        assertThat(after(true, 20_999)).isNotEqualTo(NodeCondition.UP);
        assertThat(after(true, 21_000)).isEqualTo(NodeCondition.UP);
        assertThat(after(false, 22_000)).isEqualTo(NodeCondition.DOWN);
        assertThat(after(true, 23_000)).isEqualTo(NodeCondition.HELD);
        for (long millis = 25_000; millis <= 41_000; millis += 4_000) {
            assertThat(after(true, millis)).isNotEqualTo(NodeCondition.UP);
        }
        assertThat(after(true, 43_000)).isEqualTo(NodeCondition.UP);
    }

    @Test
    void nodeThatWasLostLongAgoIsNotHeld() throws Exception {
        after(true, 2_000);
        after(false, 3_000);
        for (long millis = 4_000; millis <= 64_000; millis += 4_000) {
            after(true, millis);
        }
        assertThat(after(false, 66_000)).isEqualTo(NodeCondition.DOWN);
        assertThat(after(true, 67_000)).isEqualTo(NodeCondition.UP);
    }

    /** A board without a battery: after its restart it counts from 1 and believes it is 1970. */
    @Test
    void nodeThatBeginsAnewWithAnOldClockIsBackOnceItsOldSelfIsSilent() throws Exception {
        harness.jumpTo(2_000);
        report(true, 5_000, 1_765_000_000_000L);
        assertThat(harness.changes()).hasSize(1);

        harness.jumpTo(4_000);
        report(true, 1, 17);
        assertThat(harness.changes()).as("it may be a report that was late").isEmpty();
        harness.jumpTo(8_000);
        report(true, 2, 4_017);

        assertThat(harness.changes())
                .extracting(NodeChanged::condition)
                .containsExactly(NodeCondition.SUSPECT, NodeCondition.UP);
        harness.jumpTo(9_000);
        report(false, 3, 5_017);
        assertThat(harness.changes())
                .extracting(NodeChanged::condition)
                .containsExactly(NodeCondition.DOWN);
    }

    @Test
    void repeatedReportsOfANodeThatIsThereChangeNothing() throws Exception {
        for (long second = 2; second <= 30; second++) {
            harness.jumpTo(second * 1_000);
            report(true, 1_000 + second, second * 1_000);
            report(false, second, second);
        }
        assertThat(harness.changes())
                .extracting(NodeChanged::condition)
                .containsOnly(NodeCondition.UP);
    }

    @Test
    void cordonedNodeGetsNothingNewUntilThatIsTakenBack() throws Exception {
        assertThat(after(true, 2_000)).isEqualTo(NodeCondition.UP);
        harness.control(
                ControlMessage.cordon("edge/n", new NodeCordon(true, false, "new driver", 2_000)));
        assertThat(after(true, 3_000)).isEqualTo(NodeCondition.DRAINING);
        harness.control(ControlMessage.cordon("edge/other", new NodeCordon(true, false, null, 0)));
        harness.control(ControlMessage.cordon("edge/n", null));
        assertThat(after(true, 4_000)).isEqualTo(NodeCondition.UP);
        harness.control(ControlMessage.cordon("edge/n", new NodeCordon(false, true, null, 4_000)));
        assertThat(after(true, 5_000)).isEqualTo(NodeCondition.DRAINING);
    }
}
