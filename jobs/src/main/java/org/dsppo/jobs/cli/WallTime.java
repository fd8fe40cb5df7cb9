package org.dsppo.jobs.cli;

import java.time.Duration;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;

/** Spans of wall time on the command line. */
final class WallTime {

    private WallTime() {}

    /**
     * Reads a time such as {@code 10s}.
     *
     * @throws UserErrorException if it is none or not above 0
     */
    static Duration positive(String option, String text) {
        long millis;
        try {
            millis = DurationText.parseMillis(text);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(option + ": " + e.getMessage(), e);
        }
        if (millis <= 0) {
            throw new UserErrorException(option + " is " + text + ", expected more than 0");
        }
        return Duration.ofMillis(millis);
    }
}
