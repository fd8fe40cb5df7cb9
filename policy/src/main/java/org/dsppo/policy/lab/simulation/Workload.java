package org.dsppo.policy.lab.simulation;

import java.util.List;
import java.util.SplittableRandom;
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

    /**
     * The same workload with each task's run times scaled by a factor of its own, so that
     * completions do not coincide.
     *
     * @param jitter factors are 1 ± this
     * @param seed gives the factors
     */
    public Workload jittered(double jitter, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TaskMessage> scaled =
                tasks.stream()
                        .map(
                                message -> {
                                    double factor = 1 + jitter * (2 * random.nextDouble() - 1);
                                    return message.submitted() == null
                                            ? message
                                            : TaskMessage.of(message.submitted().scaledBy(factor));
                                })
                        .toList();
        return new Workload(name, catalogue, scaled, outages);
    }
}
