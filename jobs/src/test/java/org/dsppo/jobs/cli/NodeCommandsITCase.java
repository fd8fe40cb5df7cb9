package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code dsppo node} against a broker, without a job. */
class NodeCommandsITCase {

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @BeforeAll
    static void publish() {
        assertThat(BROKER.command("topics create --partitions 2").status()).isZero();
        assertThat(BROKER.command("catalogue publish --cluster ii5").status()).isZero();
    }

    private static String state(String node) throws Exception {
        for (var each : BROKER.json("node list").get("nodes")) {
            if (each.get("node").asText().equals(node)) {
                return each.get("state").asText() + ' ' + each.get("reason").asText();
            }
        }
        return null;
    }

    @Test
    void cordonsLastUntilTheyAreTakenBack() throws Exception {
        assertThat(state("edge/edge-03")).isEqualTo("silent null");
        CommandRun cordoned = BROKER.command("node cordon edge/edge-03 edge-04 --reason loud");
        assertThat(cordoned.out()).isEqualTo("cordoned: edge/edge-03, edge/edge-04\n");
        assertThat(state("edge/edge-03")).isEqualTo("cordoned loud");
        assertThat(BROKER.command("node drain edge-04").out())
                .isEqualTo("draining: edge/edge-04 (0 running)\n");
        assertThat(state("edge/edge-04")).isEqualTo("draining null");

        assertThat(BROKER.command("catalogue publish --cluster ii5").status()).isZero();
        assertThat(state("edge/edge-03")).as("a catalogue leaves it").isEqualTo("cordoned loud");

        assertThat(BROKER.command("node uncordon edge-03 edge-04").status()).isZero();
        assertThat(state("edge/edge-03")).isEqualTo("silent null");
        assertThat(state("edge/edge-04")).isEqualTo("silent null");
    }

    @Test
    void nodesThatAreNotThereAreNamedBeforeAnythingIsWritten() throws Exception {
        CommandRun run = BROKER.command("node cordon cloud-01 clodu-02");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("there is no node clodu-02")
                .contains("expected one of: cloud/cloud-00, cloud/cloud-01")
                .hasLineCount(1);
        assertThat(state("cloud/cloud-01")).isEqualTo("silent null");
    }
}
