package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.HeldDevices;

/**
 * Where a task should go, and how it should run there.
 *
 * @param devices devices to take where they are shared singly, null for those that fit best
 */
record Placement(Strategy strategy, NodeView node, HeldDevices devices) {

    /** On the devices that fit best. */
    Placement(Strategy strategy, NodeView node) {
        this(strategy, node, null);
    }
}
