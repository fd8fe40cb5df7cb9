package org.dsppo.jobs.cli;

import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.DurationText;
import org.dsppo.jobs.topicview.TopicScan;
import picocli.CommandLine.Option;

/** {@code --since}: how far back topics are read. */
final class SinceOption {

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How far back to read topics. Default: ${DEFAULT-VALUE}")
    private String since;

    /** As it was given. */
    String text() {
        return since;
    }

    /**
     * The time from which on topics are read, not before the epoch.
     *
     * @throws UserErrorException if it is no time
     */
    long fromEpochMillis() {
        try {
            return Math.max(
                    TopicScan.FROM_START,
                    System.currentTimeMillis() - DurationText.parseMillis(since));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--since: " + e.getMessage(), e);
        }
    }
}
