package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceShare;
import org.junit.jupiter.api.Test;

class NodeTimelineTest {

    private static final long ANY_TIME = Long.MAX_VALUE - 1;

    private static ResourceDemand demand(long... amounts) {
        return ResourceDemand.of(amounts);
    }

    private static NodeTimeline empty(long... limit) {
        NodeTimeline timeline = new NodeTimeline(limit.length, null);
        timeline.reset(0, new NodeRoom(limit.clone(), null));
        return timeline;
    }

    @Test
    void findsTheFirstGapThatIsLongEnough() {
        NodeTimeline timeline = empty(4);
        timeline.use(demand(3), HeldDevices.NONE, 0, 10);
        timeline.use(demand(3), HeldDevices.NONE, 15, 30);
        assertThat(timeline.earliestStart(demand(1), 0, 100, ANY_TIME)).isZero();
        assertThat(timeline.earliestStart(demand(2), 0, 5, ANY_TIME)).isEqualTo(10);
        assertThat(timeline.earliestStart(demand(2), 0, 6, ANY_TIME)).isEqualTo(30);
        assertThat(timeline.earliestStart(demand(2), 12, 3, ANY_TIME)).isEqualTo(12);
        assertThat(timeline.earliestStart(demand(2), 12, 4, ANY_TIME)).isEqualTo(30);
    }

    @Test
    void givesUpAfterTheLatestStartAndOnWhatNeverFits() {
        NodeTimeline timeline = empty(4);
        timeline.use(demand(3), HeldDevices.NONE, 0, 10);
        assertThat(timeline.earliestStart(demand(2), 0, 5, 9)).isEqualTo(NodeTimeline.NEVER);
        assertThat(timeline.earliestStart(demand(2), 0, 5, 10)).isEqualTo(10);
        assertThat(timeline.earliestStart(demand(5), 0, 5, ANY_TIME)).isEqualTo(NodeTimeline.NEVER);
    }

    @Test
    void explainsAnyUseThatThePlanHasInTheWindow() {
        NodeTimeline timeline = empty(4);
        timeline.use(demand(3), HeldDevices.NONE, 10, 20);
        assertThat(explains(timeline, 0, 0, 5, 9)).isTrue();
        assertThat(explains(timeline, 3, 0, 5, 9)).isFalse();
        assertThat(explains(timeline, 3, 0, 5, 10)).isTrue();
        assertThat(explains(timeline, 0, 0, 12, 15)).isFalse();
        assertThat(explains(timeline, 0, 0, 15, 20)).isTrue();
    }

    @Test
    void explainsThatWhatIsPendingHasNotBegun() {
        NodeTimeline timeline = empty(4);
        timeline.use(demand(3), HeldDevices.NONE, 0, 10);
        timeline.use(demand(2), HeldDevices.NONE, 10, 20);
        assertThat(explains(timeline, 0, 2, 8, 12)).isTrue();
        assertThat(explains(timeline, 0, 1, 8, 12)).isFalse();
        assertThat(explains(timeline, 4, 2, 8, 12)).isFalse();
    }

    private static boolean explains(
            NodeTimeline timeline, long used, long pending, long fromMillis, long toMillis) {
        return timeline.explains(kind -> 4 - used, new long[] {pending}, fromMillis, toMillis);
    }

    @Test
    void dropsThePast() {
        NodeTimeline timeline = empty(4);
        for (int i = 0; i < 1000; i++) {
            timeline.use(demand(1), HeldDevices.NONE, i, i + 2);
            timeline.forgetBefore(i);
            assertThat(timeline.steps()).isLessThanOrEqualTo(4);
        }
    }

    /** Against a plain array with a cell per time and kind. */
    @Property(tries = 200)
    void agreesWithAPlainArray(@ForAll long seed) {
        Random random = new Random(seed);
        NodeTimeline timeline = empty(10, 10);
        long[][] used = new long[400][2];
        for (int i = 0; i < 60; i++) {
            ResourceDemand demand = demand(1 + random.nextInt(4), random.nextInt(4));
            int duration = 1 + random.nextInt(20);
            int now = i;
            timeline.forgetBefore(now);
            int start = (int) timeline.earliestStart(demand, now, duration, ANY_TIME);
            assertThat(start).isEqualTo(plainStart(used, demand, now, duration));
            timeline.use(demand, HeldDevices.NONE, start, start + duration);
            for (int at = start; at < start + duration; at++) {
                demand.addTo(used[at]);
            }
        }
    }

    private static int plainStart(long[][] used, ResourceDemand demand, int now, int duration) {
        int start = now;
        for (int at = now; at < start + duration; at++) {
            if (used[at][0] + demand.amountOf(0) > 10 || used[at][1] + demand.amountOf(1) > 10) {
                start = at + 1;
            }
        }
        return start;
    }

    @Test
    void aTaskStaysOnOneDeviceAllThrough() {
        ResourceSpace space = new ResourceSpace(List.of("gpu"));
        List<AcceleratorKind> kinds = List.of(new AcceleratorKind("gpu", null, null));
        NodeRoom all =
                NodeRoom.of(
                        new NodeSpec(
                                "n",
                                "c",
                                Map.of(),
                                Map.of("gpu", 2.0),
                                Map.of("gpu", new DeviceSpec(2, 1, null))),
                        space,
                        kinds);
        NodeTimeline timeline = new NodeTimeline(1, all.devices());
        timeline.reset(0, all);
        ResourceDemand most = space.demand(Map.of("gpu", 0.6));
        // One device until 10, the other from 10 on: together always enough, singly never.
        HeldDevices first = HeldDevices.of(List.of(new DeviceShare("gpu", 0, 0.6, 0)), space);
        HeldDevices second = HeldDevices.of(List.of(new DeviceShare("gpu", 1, 0.6, 0)), space);
        timeline.use(most, first, 0, 10);
        timeline.use(most, second, 10, 20);
        assertThat(timeline.earliestStart(most, 0, 10, 1000)).isZero();
        assertThat(timeline.devices(most, 0, 10).index(0)).isEqualTo(1);
        assertThat(timeline.earliestStart(most, 0, 11, 1000)).isEqualTo(10);
        assertThat(timeline.devices(most, 10, 11).index(0)).isZero();
        assertThat(timeline.earliestStart(most, 5, 6, 9)).isEqualTo(NodeTimeline.NEVER);
        assertThat(timeline.earliestStart(space.demand(Map.of("gpu", 2.0)), 0, 1, 1000))
                .isEqualTo(20);
    }
}
