package org.dsppo.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.junit.jupiter.api.Test;

final class TextTableTest {

    @Test
    void alignsColumns() {
        TextTable table = new TextTable("policy", "completion");
        table.row("greedy", "56.58 s").row("first-fit", "1059.12 s");

        assertThat(table.lines())
                .containsExactly(
                        "policy     completion", "greedy        56.58 s", "first-fit   1059.12 s");
    }

    @Test
    void refusesARowOfAnotherLength() {
        TextTable table = new TextTable("a", "b");

        assertThatThrownBy(() -> table.row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row [only one] has 1 cells, expected 2");
    }

    @Test
    void printsFigures() {
        assertThat(Figures.seconds(56_575.4)).isEqualTo("56.58 s");
        assertThat(Figures.percent(0.27091)).isEqualTo("27.1 %");
        assertThat(Figures.count(34_000)).isEqualTo("34,000");
        assertThat(Figures.millis(4.24)).isEqualTo("4.2 ms");
    }

    @Test
    void countsViolationsByKind() {
        assertThat(Figures.violations(summary(Map.of()))).isEqualTo("0");
        assertThat(Figures.violations(summary(Map.of("over_capacity", 3L))))
                .isEqualTo("3 (over_capacity 3)");
    }

    private static RunSummary summary(Map<String, Long> violations) {
        return new RunSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, violations);
    }
}
