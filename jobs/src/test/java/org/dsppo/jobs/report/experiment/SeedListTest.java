package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedListTest {

    @Test
    void readsRangesAndSingleSeeds() {
        assertThat(SeedList.parse("0-3")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(SeedList.parse("9,1,5")).containsExactly(1L, 5L, 9L);
        assertThat(SeedList.parse("0-2,2-3, 7")).containsExactly(0L, 1L, 2L, 3L, 7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,", "-3", "1-", "5-1", "0-99999", "1.5", "1--2"})
    void saysWhatWasExpected(String text) {
        assertThatThrownBy(() -> SeedList.parse(text))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageStartingWith("--seeds is '" + text + "', expected ");
    }
}
