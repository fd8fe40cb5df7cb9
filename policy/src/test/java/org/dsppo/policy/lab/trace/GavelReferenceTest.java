package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.api.SoftAssertions;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The published Gavel traces against the figures of an independent simulator. */
class GavelReferenceTest {

    private static final String[] POLICIES = {
        "first-fit", "first-fit-blocking", "greedy", "greedy:k=1", "greedy:k=1.5", "greedy:k=2.5"
    };

    @ParameterizedTest
    @CsvFileSource(resources = "gavel-hours.csv", numLinesToSkip = 1)
    void meanCompletionAgrees(ArgumentsAccessor row) throws Exception {
        Workload workload =
                TraceSource.parse("gavel:" + SharedData.of("traces/gavel"))
                        .withOption("file", row.getString(0))
                        .withOption("racks", row.getString(1))
                        .read()
                        .workload();
        assertThat(ExportedCompletion.leastSeconds(workload) / 3600)
                .isCloseTo(row.getDouble(2), withinPercentage(0.5));
        SoftAssertions hours = new SoftAssertions();
        for (int i = 0; i < POLICIES.length; i++) {
            hours.assertThat(ExportedCompletion.seconds(workload, POLICIES[i]) / 3600)
                    .as("%s, %s", workload.name(), POLICIES[i])
                    .isCloseTo(row.getDouble(3 + i), withinPercentage(1));
        }
        hours.assertAll();
    }
}
