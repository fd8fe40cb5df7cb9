package org.dsppo.policy.placement;

import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;

/** An attempt that holds resources. */
public interface RunningTask {

    /** Name of the task. */
    String taskId();

    /** The node that holds it. */
    NodeView node();

    /** What it holds. */
    ResourceDemand demand();

    /** The devices it holds, where they are shared singly; else none. */
    HeldDevices devices();

    /** When it should end by estimate, milliseconds; may have passed. */
    long expectedEndMillis();
}
