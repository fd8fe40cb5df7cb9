package org.dsppo.policy.simulation;

import java.util.List;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;

/**
 * What a run is given: a catalogue and what happens to it, in trace milliseconds.
 *
 * @param name for reports
 * @param catalogue nodes and classes
 * @param tasks submissions and withdrawals, by rising time
 * @param outages times at which nodes are out of service; may be empty
 */
public record Workload(
        String name, Catalogue catalogue, List<TaskMessage> tasks, List<NodeOutage> outages) {

    /** A workload in which all nodes stay in service. */
    public static Workload of(String name, Catalogue catalogue, List<TaskMessage> tasks) {
        return new Workload(name, catalogue, tasks, List.of());
    }
}
