package org.dsppo.policy.lab.trace;

import java.nio.file.Path;

/** A recording of when requests came, and of nothing that says what they cost on this site. */
interface RequestTimes {

    /** Takes arrivals one after the other. */
    @FunctionalInterface
    interface Arrival {

        /**
         * @param line number of the record's line, from 1
         * @param nanos when it came, from the recording's own origin
         * @param refusal what to throw if it came before the first
         */
        void at(int line, long nanos, Refusal refusal) throws InvalidTraceException;
    }

    /** Makes the complaint about a record's time. */
    @FunctionalInterface
    interface Refusal {
        InvalidTraceException because(String expected);
    }

    /** Word for the format in the names of workloads. */
    String word();

    TraceFiles.Naming naming();

    /**
     * True if times count from the start of the recording, so that they stay as they are unless
     * they begin far from it; false if only their distances mean something.
     */
    boolean countsFromStart();

    void read(Path file, Arrival arrival) throws InvalidTraceException;
}
