package org.dsppo.jobs.report;

/**
 * How a run came about: the content of an export's {@code run.json}.
 *
 * @param startedAtEpochMillis when the run began
 * @param speed trace milliseconds per wall millisecond; 1 in simulation
 * @param seed of generated workloads and of what is random in the run
 * @param policy what decided, as on the command line
 * @param command the command line, for people
 */
public record RunDescription(
        long startedAtEpochMillis, double speed, long seed, String policy, String command) {}
