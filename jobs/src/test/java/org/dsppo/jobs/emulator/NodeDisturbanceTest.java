package org.dsppo.jobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dsppo.jobs.emulator.NodeDisturbance.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeDisturbanceTest {

    @Test
    void readsAnEndlessOne() {
        assertThat(NodeDisturbance.parse(Kind.FAIL, "edge-03@300s"))
                .isEqualTo(
                        new NodeDisturbance(Kind.FAIL, "edge-03", 300_000, NodeDisturbance.NEVER));
    }

    @Test
    void readsOneWithAnEnd() {
        assertThat(NodeDisturbance.parse(Kind.DRAIN, "rack@7/n-1@1.5m-2h"))
                .isEqualTo(new NodeDisturbance(Kind.DRAIN, "rack@7/n-1", 90_000, 7_200_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "edge-03", "edge-03@", "@300s", "edge-03@300", "n@5s-1s", "n@1s-1s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> NodeDisturbance.parse(Kind.FAIL, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }

    @ParameterizedTest
    @CsvSource({"250ms,250", "300s,300000", "0.5s,500", "1.5m,90000", "1h,3600000", "0s,0"})
    void readsTimesWithUnits(String text, long millis) {
        assertThat(DurationText.parseMillis(text)).isEqualTo(millis);
    }
}
