package org.dsppo.policy.lab.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class DisturbanceTest {

    private static final Site SITE = UnseenSites.other(SiteKind.EDGE_NPU, 6);

    @Test
    void nodesAreOutATenthOfTheTime() {
        double share = 0;
        int samples = 30;
        for (int sample = 0; sample < samples; sample++) {
            Workload workload = Disturbance.OUTAGES.disturb(SITE.sample(0.9, sample), sample);
            double horizon = workload.tasks().get(workload.tasks().size() - 1).atMillis();
            double out = 0;
            for (NodeOutage outage : workload.outages()) {
                assertThat(outage.toMillis()).isGreaterThan(outage.fromMillis());
                out += Math.min(horizon, outage.toMillis()) - outage.fromMillis();
            }
            share += out / horizon / workload.catalogue().nodes().size() / samples;
        }
        // Every node begins in service, so that it is a little less.
        assertThat(share).isCloseTo(0.09, within(0.02));
    }

    @Test
    void inputsTravelBetweenClusters() {
        Workload plain = SITE.sample(0.9, 1);
        Workload sent = Disturbance.TRANSFER.disturb(plain, 1);
        assertThat(sent).isEqualTo(Disturbance.TRANSFER.disturb(plain, 1));
        assertThat(sent.catalogue().nodes()).isEqualTo(plain.catalogue().nodes());
        int clusters = sent.catalogue().clusters().size();
        assertThat(clusters).isGreaterThan(2);
        for (ClusterSpec each : sent.catalogue().clusters()) {
            assertThat(each.latencyMillis()).hasSize(clusters - 1).doesNotContainKey(each.id());
            assertThat(each.latencyMillis().values()).allMatch(ms -> ms >= 20 && ms <= 200);
            assertThat(each.bandwidthMbps().values()).allMatch(mbps -> mbps >= 20 && mbps <= 200);
        }
        assertThat(sent.tasks().stream().map(e -> e.submitted().origin()).distinct())
                .hasSize(clusters);
        for (TaskMessage message : sent.tasks()) {
            TaskSubmitted task = message.submitted();
            double shortest =
                    sent.catalogue().classes().get(task.taskClass()).stream()
                            .mapToDouble(way -> way.runtimeMillis())
                            .min()
                            .orElseThrow();
            // 100 Mbit/s are 12,500 bytes in a millisecond.
            assertThat(task.inputBytes() / 12_500.0 / shortest).isBetween(0.0199, 0.601);
        }
    }
}
