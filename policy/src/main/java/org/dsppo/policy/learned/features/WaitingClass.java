package org.dsppo.policy.learned.features;

import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;

/** A group of waiting tasks during one round. */
final class WaitingClass {

    final TaskGroup group;
    final ClassProfile profile;
    int index;
    long urgency;

    WaitingClass(TaskGroup group, ClassProfile profile) {
        this.group = group;
        this.profile = profile;
    }

    WaitingTask head() {
        return group.head();
    }
}
