package org.dsppo.policy.lab.trace;

import java.util.List;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * What a trace has become.
 *
 * @param workload catalogue and submissions; the name says how the trace was altered
 * @param records how many records the trace has
 * @param omissions records that are not in the workload, by reason; empty when all are
 * @param notes what was assumed or chosen in reading; may be empty
 */
public record TraceReading(
        Workload workload, int records, List<Omission> omissions, List<String> notes) {

    /** One line for people: how much of the trace is in the workload and why the rest is not. */
    public String summary() {
        String kept =
                "%s: %d of %d records".formatted(workload.name(), workload.tasks().size(), records);
        String left =
                omissions.stream()
                        .map(omission -> omission.count() + " " + omission.reason())
                        .collect(Collectors.joining(", "));
        return kept
                + (left.isEmpty() ? "" : "; left out: " + left)
                + notes.stream().map(note -> "; " + note).collect(Collectors.joining());
    }
}
