package org.dsppo.policy.lab.trace;

import java.nio.file.Path;

/** Turns the files of one kind of trace into a workload. */
interface TraceReader {

    /**
     * Reads a trace.
     *
     * @param path a file of the trace or the folder it lies in
     * @param options values already checked
     * @throws InvalidTraceException naming file, line, column, value and what was expected
     */
    TraceReading read(Path path, TraceSettings options) throws InvalidTraceException;
}
