package org.dsppo.policy.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.Sharing;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.DeviceShare;
import org.junit.jupiter.api.Test;

class DeviceRoomTest {

    private static final ResourceSpace SPACE =
            new ResourceSpace(List.of("cpu", "gpu", "gpumem", "npu"));
    private static final List<AcceleratorKind> KINDS =
            List.of(
                    new AcceleratorKind("gpu", "gpumem", null),
                    new AcceleratorKind("npu", null, Sharing.DEVICE));

    private static DeviceRoom gpus(int count, double memory) {
        return new DeviceRoom(
                DeviceLayout.of(
                        SPACE, KINDS, Map.of("gpu", new DeviceSpec(count, 1, memory)), Map.of()));
    }

    private static ResourceDemand demand(double gpu, double gpumem) {
        return SPACE.demand(Map.of("gpu", gpu, "gpumem", gpumem));
    }

    private static List<DeviceShare> placed(DeviceRoom room, ResourceDemand demand) {
        HeldDevices held = room.choose(demand);
        if (held == null) {
            return null;
        }
        room.take(held);
        return held.shares(SPACE);
    }

    private static DeviceReports reports(DeviceReport... each) {
        return new DeviceReports(List.of(each));
    }

    private static DeviceShare gpu(int index, double units, double memory) {
        return new DeviceShare("gpu", index, units, memory);
    }

    @Test
    void sevenSeventhsFitOnOneDevice() {
        DeviceRoom room = gpus(1, 16384);
        for (int i = 0; i < 7; i++) {
            assertThat(placed(room, demand(0.142857, 0))).isNotNull();
        }
        assertThat(placed(room, demand(0.142857, 0))).isNull();
    }

    @Test
    void aShareNeverLiesAcrossTwoDevices() {
        DeviceRoom room = gpus(2, 16384);
        assertThat(placed(room, demand(0.6, 9000))).containsExactly(gpu(0, 0.6, 9000));
        assertThat(placed(room, demand(0.6, 9000))).containsExactly(gpu(1, 0.6, 9000));
        assertThat(room.free(1)).isEqualTo(800_000);
        assertThat(placed(room, demand(0.6, 9000))).isNull();
    }

    @Test
    void memoryOfOneDeviceIsTheLimitOfOneDevice() {
        assertThat(gpus(2, 16384).fits(demand(1, 20000))).isFalse();
        assertThat(gpus(2, 16384).fits(demand(2, 20000))).isTrue();
        assertThat(gpus(2, 16384).fits(demand(0, 20000))).isFalse();
    }

    @Test
    void takesTheDeviceThatIsFullestAndStillHasRoom() {
        DeviceRoom room = gpus(3, 1000);
        room.take(room.adopt(demand(0.5, 100), HeldDevices.of(List.of(gpu(1, 0.5, 100)), SPACE)));
        room.take(room.adopt(demand(0.8, 100), HeldDevices.of(List.of(gpu(2, 0.8, 100)), SPACE)));
        assertThat(placed(room, demand(0.3, 100))).containsExactly(gpu(1, 0.3, 100));
        assertThat(placed(room, demand(0.2, 901))).containsExactly(gpu(0, 0.2, 901));
        assertThat(placed(room, demand(0.2, 800))).containsExactly(gpu(1, 0.2, 800));
    }

    @Test
    void whatIsMoreThanOneDeviceTakesWholeOnesAndOnePart() {
        DeviceRoom room = gpus(4, 16384);
        assertThat(placed(room, demand(0.25, 1000))).containsExactly(gpu(0, 0.25, 1000));
        // 2.5 units with 10,000 MB: 4,000 on each whole device and 2,000 on the half.
        assertThat(placed(room, demand(2.5, 10000)))
                .containsExactly(gpu(0, 0.5, 2000), gpu(1, 1, 4000), gpu(2, 1, 4000));
        assertThat(room.fits(demand(1.5, 0))).isFalse();
        assertThat(room.fits(demand(1.25, 0))).isTrue();
    }

    @Test
    void memoryThatDoesNotDivideAddsUp() {
        assertThat(placed(gpus(3, 4), demand(3, 10)))
                .containsExactly(gpu(0, 1, 3.333334), gpu(1, 1, 3.333334), gpu(2, 1, 3.333332));
    }

    @Test
    void memoryWithoutUnitsLiesOnOneDevice() {
        DeviceRoom room = gpus(2, 1000);
        placed(room, demand(1, 500));
        assertThat(placed(room, demand(0, 400))).containsExactly(gpu(0, 0, 400));
        assertThat(placed(room, demand(0, 200))).containsExactly(gpu(1, 0, 200));
    }

    @Test
    void severalKindsAreHeldSideBySide() {
        DeviceRoom room =
                new DeviceRoom(
                        DeviceLayout.of(
                                SPACE,
                                KINDS,
                                Map.of(
                                        "gpu",
                                        new DeviceSpec(1, 1, 8.0),
                                        "npu",
                                        new DeviceSpec(2, 1, null)),
                                Map.of()));
        ResourceDemand both = SPACE.demand(Map.of("gpu", 0.5, "gpumem", 4.0, "npu", 2.0));
        assertThat(placed(room, both))
                .containsExactly(
                        gpu(0, 0.5, 4),
                        new DeviceShare("npu", 0, 1, 0),
                        new DeviceShare("npu", 1, 1, 0));
        assertThat(room.fits(both)).isFalse();
        assertThat(room.fits(demand(0.5, 4))).isTrue();
    }

    @Test
    void pooledKindsAndNodesWithoutDevicesHaveNoLayout() {
        assertThat(DeviceLayout.of(SPACE, KINDS, Map.of(), Map.of())).isEqualTo(DeviceLayout.NONE);
        List<AcceleratorKind> pooled =
                List.of(new AcceleratorKind("gpu", "gpumem", Sharing.POOLED));
        Map<String, DeviceSpec> listed = Map.of("gpu", new DeviceSpec(4, 1, 16384.0));
        assertThat(DeviceLayout.of(SPACE, pooled, listed, Map.of()).isEmpty()).isTrue();
        assertThat(DeviceLayout.of(SPACE, KINDS, listed, Map.of()).isEmpty()).isFalse();
    }

    @Test
    void unhealthyDevicesTakeNothingNewAndOthersUseCounts() {
        DeviceRoom room = gpus(3, 1000);
        HeldDevices own = room.choose(demand(0.3, 300));
        room.take(own);
        room.observe(
                Map.of(
                        "gpu",
                        reports(
                                new DeviceReport(0, 1, 1000.0, 0.5, 350.0, true),
                                new DeviceReport(1, 1, 1000.0, null, null, false),
                                new DeviceReport(2, 1, 1000.0, 0.9, 100.0, true))),
                SPACE,
                List.of(own));
        assertThat(room.foreign(1)).isEqualTo(200_000 + 900_000);
        assertThat(room.foreign(2)).isEqualTo(50_000_000 + 100_000_000);
        assertThat(room.free(1)).isEqualTo(500_000 + 100_000);
        assertThat(room.fits(demand(0.6, 0))).isFalse();
        assertThat(placed(room, demand(0.5, 650))).containsExactly(gpu(0, 0.5, 650));
        room.observe(Map.of(), SPACE, List.of());
        assertThat(room.fits(demand(1, 1000))).isTrue();
    }

    @Test
    void adoptsWhatIsNamedEvenOnFullOrUnhealthyDevices() {
        DeviceRoom room = gpus(2, 1000);
        room.take(room.choose(demand(2, 0)));
        HeldDevices named = HeldDevices.of(List.of(gpu(1, 0.5, 10)), SPACE);
        assertThat(room.adopt(demand(0.5, 10), named)).isEqualTo(named);
        room.take(named);
        // Not what it demands: laid where the most is left.
        assertThat(room.adopt(demand(0.7, 10), named).shares(SPACE))
                .containsExactly(gpu(0, 0.7, 10));
        // A device that is not there.
        HeldDevices elsewhere = HeldDevices.of(List.of(gpu(7, 0.5, 10)), SPACE);
        assertThat(room.adopt(demand(0.5, 10), elsewhere).shares(SPACE))
                .containsExactly(gpu(0, 0.5, 10));
        assertThat(room.adopt(demand(3.5, 10), HeldDevices.NONE).shares(SPACE))
                .hasSize(2)
                .allMatch(share -> share.units() == 1);
    }

    @Test
    void reportedDevicesReplaceTheListedOnes() {
        DeviceRoom room =
                new DeviceRoom(
                        DeviceLayout.of(
                                SPACE,
                                KINDS,
                                Map.of("gpu", new DeviceSpec(4, 1, 16384.0)),
                                Map.of(
                                        "gpu",
                                        reports(
                                                new DeviceReport(3, 1, 40.0, null, null, true),
                                                new DeviceReport(1, 1, 80.0, null, null, true)))));
        assertThat(placed(room, demand(1, 50))).containsExactly(gpu(1, 1, 50));
        assertThat(placed(room, demand(1, 40))).containsExactly(gpu(3, 1, 40));
        assertThat(room.fits(demand(0.1, 0))).isFalse();
    }

    @Test
    void givingBackMoreThanWasTakenIsABrokenInvariant() {
        DeviceRoom room = gpus(1, 10);
        HeldDevices held = room.choose(demand(0.5, 1));
        assertThatThrownBy(() -> room.give(held))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1500000");
    }

    @Test
    void choicesAreTheDevicesThatDiffer() {
        DeviceRoom room = gpus(4, 1000);
        room.take(HeldDevices.of(List.of(gpu(1, 0.5, 0), gpu(2, 0.9, 0)), SPACE));
        assertThat(room.choices(demand(0.2, 10)).stream().map(way -> way.index(0)).toList())
                .containsExactly(0, 1);
        assertThat(room.choices(demand(2, 10))).hasSize(1);
        assertThat(room.choices(demand(3, 10))).isEmpty();
        assertThat(room.choices(SPACE.demand(Map.of("cpu", 1.0))))
                .containsExactly(HeldDevices.NONE);
    }

    @Test
    void chosenDevicesMustMakeUpTheDemand() {
        DeviceRoom room = gpus(3, 1000);
        ResourceDemand two = demand(2, 100);
        assertThat(room.fits(two, HeldDevices.of(List.of(gpu(0, 1, 50), gpu(2, 1, 50)), SPACE)))
                .isTrue();
        assertThat(room.fits(two, HeldDevices.of(List.of(gpu(0, 1, 50)), SPACE))).isFalse();
        assertThat(room.fits(two, HeldDevices.NONE)).isFalse();
        ResourceDemand one = demand(1, 100);
        assertThat(room.fits(one, HeldDevices.of(List.of(gpu(0, .5, 50), gpu(2, .5, 50)), SPACE)))
                .isFalse();
    }
}
