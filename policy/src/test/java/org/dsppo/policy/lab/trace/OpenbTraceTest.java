package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.schemas.SharedData;
import org.junit.jupiter.api.Test;

/** The published openb trace; its counts were taken from the files with other tools. */
class OpenbTraceTest {

    private static TraceReading read(String options) throws InvalidTraceException {
        return TraceSource.parse(
                        "openb:" + SharedData.of("traces/openb") + ":file=gpuspec33" + options)
                .read();
    }

    @Test
    void theWholeTraceIsReadButForPodsThatNeverRanOrFitNowhere() throws Exception {
        TraceReading reading = read("");
        assertThat(reading.records()).isEqualTo(8152);
        assertThat(reading.workload().tasks().size()).isEqualTo(7254);
        // openb-pod-1639 may use G2 only and wants 120 cores, of which those nodes have 96.
        assertThat(reading.omissions())
                .containsExactly(
                        new Omission("without both scheduled and deletion time", 897),
                        new Omission("that fit on no node", 1));
        assertThat(reading.workload().catalogue().nodes()).hasSize(1213);
        assertThat(
                        reading.workload().catalogue().nodes().stream()
                                .mapToDouble(node -> node.capacity().get("gpu"))
                                .sum())
                .isEqualTo(6212);
        // Nothing waits: the mean of deletion - scheduled.
        assertThat(ExportedCompletion.seconds(reading.workload(), "first-fit"))
                .isCloseTo(28953.436, within(0.01));
    }

    @Test
    void thirtyNineNodesKeepTheMixOfModels() throws Exception {
        // Of 1213 nodes 549, 404, 134, 55, 39, 30 and 2, times 39 / 1213.
        Map<String, Long> models =
                read(":nodes=39").workload().catalogue().nodes().stream()
                        .collect(
                                Collectors.groupingBy(
                                        node -> node.labels().get("model"), Collectors.counting()));
        assertThat(models)
                .isEqualTo(
                        Map.of(
                                "G2", 18L, "T4", 13L, "P100", 4L, "V100M16", 2L, "G3", 1L,
                                "V100M32", 1L));
    }
}
