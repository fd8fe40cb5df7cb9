package org.dsppo.jobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.DeviceShare;
import org.junit.jupiter.api.Test;

class EmulatedNodeTest {

    private static final ResourceSpace SPACE = new ResourceSpace(List.of("gpu", "gpumem"));
    private static final ResourceDemand SHARE = SPACE.demand(Map.of("gpu", 0.6, "gpumem", 9000.0));

    private final EmulatedNode node =
            new EmulatedNode(
                    new NodeSpec(
                            "n",
                            "c",
                            Map.of(),
                            Map.of("gpu", 2.0, "gpumem", 32768.0),
                            Map.of("gpu", new DeviceSpec(2, 1, 16384.0))),
                    SPACE,
                    List.of(new AcceleratorKind("gpu", "gpumem", null)),
                    1);

    private static HeldDevices gpu(int index) {
        return HeldDevices.of(List.of(new DeviceShare("gpu", index, 0.6, 9000)), SPACE);
    }

    @Test
    void pinsToTheDevicesThatAreNamedAndReportsTheirUse() {
        assertThat(node.hold(SHARE, gpu(1))).isEmpty();
        assertThat(node.report(5).devices())
                .isEqualTo(
                        Map.of(
                                "gpu",
                                new DeviceReports(
                                        List.of(
                                                new DeviceReport(0, 1, 16384.0, 0.0, 0.0, true),
                                                new DeviceReport(
                                                        1, 1, 16384.0, 0.6, 9000.0, true)))));
        node.release(SHARE, gpu(1));
        assertThat(node.hold(SPACE.demand(Map.of("gpu", 1.0)), HeldDevices.NONE)).isPresent();
    }

    @Test
    void saysWhenADeviceIsOversubscribedThoughTheNodeIsNot() {
        assertThat(node.hold(SHARE, gpu(0))).isEmpty();
        assertThat(node.hold(SHARE, gpu(0)))
                .hasValueSatisfying(excess -> assertThat(excess).contains("do not hold demand"));
        node.release(SHARE, gpu(0));
        assertThat(node.hold(SHARE, gpu(1))).isEmpty();
    }
}
