package org.dsppo.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignificantFiguresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "43.2149   | 0.349    | 43.21 ± 0.35",
                "43.2149   | 0.0996   | 43.21 ± 0.10",
                "43.2149   | 3.49     | 43.2 ± 3.5",
                "43.2149   | 9.96     | 43 ± 10",
                "4567.8    | 123.4    | 4,570 ± 120",
                "4567.8    | 1234     | 4,600 ± 1,200",
                "1234567.8 | 12.4     | 1,234,568 ± 12",
                "0.012345  | 0.00049  | 0.01235 ± 0.00049",
                "5         | 0        | 5.000 ± 0",
                "43.2149   | 1e-9     | 43.214900 ± 0",
                "0         | 0.2      | 0.00 ± 0.20",
                "43.2149   | NaN      | 43.21",
                "1.23456   | NaN      | 1.235",
                "56581.23  | NaN      | 56,581",
                "0         | NaN      | 0.000",
                "NaN       | NaN      | –",
            })
    void theIntervalDecidesTheDigits(double mean, double halfWidth, String text) {
        assertThat(SignificantFigures.of(mean, halfWidth)).isEqualTo(text);
    }

    @Test
    void signsDifferences() {
        assertThat(SignificantFigures.signed(1.234, 0.31)).isEqualTo("+1.23 ± 0.31");
        assertThat(SignificantFigures.signed(-1.234, 3.1)).isEqualTo("−1.2 ± 3.1");
        assertThat(SignificantFigures.signed(0, 0)).isEqualTo("0");
        assertThat(SignificantFigures.signed(-12.5, Double.NaN)).isEqualTo("−12.50");
    }

    @Test
    void aMeanAloneIsCutWhereItsIntervalIs() {
        assertThat(SignificantFigures.mean(4567.8, 123.4)).isEqualTo("4,570");
        assertThat(SignificantFigures.mean(1.23456, 0.02)).isEqualTo("1.235");
    }
}
