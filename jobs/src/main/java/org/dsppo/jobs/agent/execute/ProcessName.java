package org.dsppo.jobs.agent.execute;

import java.util.Optional;

/**
 * Names a process for good: ids are given again, but not with the same start.
 *
 * @param pid process id, also that of its group
 * @param startTicks when it started, in clock ticks since the boot
 * @param bootId the boot
 */
record ProcessName(long pid, long startTicks, String bootId) {

    /** As a process writes it about itself. */
    static Optional<ProcessName> parse(String text) {
        String[] words = text.strip().split(" ");
        return words.length == 3 && words[0].matches("\\d{1,10}") && words[1].matches("\\d{1,18}")
                ? Optional.of(
                        new ProcessName(
                                Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
                : Optional.empty();
    }
}
