package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.Strategy;

/** Where a task should go, and how it should run there. */
record Placement(Strategy strategy, NodeView node) {}
