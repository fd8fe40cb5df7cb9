package org.dsppo.operators.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyWindowTest {

    private static boolean isIn(List<DailyWindow> windows, String instant) {
        long millis = Instant.parse(instant).toEpochMilli();
        return windows.stream().anyMatch(each -> each.contains(millis));
    }

    @Test
    void holdsItsBeginningAndNotItsEnd() {
        List<DailyWindow> windows = DailyWindow.parse("02:00-02:30, 14:00-14:10");
        assertThat(isIn(windows, "2026-03-01T01:59:59.999Z")).isFalse();
        assertThat(isIn(windows, "2026-03-01T02:00:00Z")).isTrue();
        assertThat(isIn(windows, "2026-03-01T02:29:59.999Z")).isTrue();
        assertThat(isIn(windows, "2026-03-01T02:30:00Z")).isFalse();
        assertThat(isIn(windows, "2026-03-02T14:05:00Z")).isTrue();
    }

    @Test
    void goesPastMidnight() {
        List<DailyWindow> windows = DailyWindow.parse("23:30-00:15");
        assertThat(isIn(windows, "2026-03-01T23:45:00Z")).isTrue();
        assertThat(isIn(windows, "2026-03-02T00:14:59Z")).isTrue();
        assertThat(isIn(windows, "2026-03-02T00:15:00Z")).isFalse();
    }

    @Test
    void noneIsNever() {
        assertThat(DailyWindow.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02:00", "02:00-25:00", "02:00-02:00", "a-b", "01:00-02:00-03:00"})
    void saysWhatIsWrong(String text) {
        assertThatThrownBy(() -> DailyWindow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " is no window, expected one such as 02:00-02:30");
    }
}
