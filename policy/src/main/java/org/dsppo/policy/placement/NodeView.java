package org.dsppo.policy.placement;

import java.util.Map;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.catalogue.NodeSpec;

/** A node as a policy sees it. */
public interface NodeView {

    /** Position in catalogue order; ties between nodes go to the lowest. */
    int index();

    /** Id of the node, unique within its cluster. */
    String nodeId();

    /** {@code cluster/node}, which names it everywhere. */
    default String name() {
        return NodeSpec.nameOf(cluster(), nodeId());
    }

    /** Id of its cluster. */
    String cluster();

    /** Position of its cluster in the catalogue. */
    int clusterIndex();

    /**
     * Nodes of one cluster with equal labels, capacity and devices have the same type: a dense
     * number.
     */
    int type();

    /** Labels that node selectors match. */
    Map<String, String> labels();

    /** Capacity of a resource kind, millionths. */
    long capacity(int kind);

    /**
     * Capacity minus reservations and foreign use, millionths; may be negative. Of a kind whose
     * devices are shared singly, no more than all of them together have to give.
     */
    long free(int kind);

    /** True if the node is up and not draining. */
    boolean schedulable();

    /**
     * Attempts that hold resources here, those first that are expected to end first; those given up
     * not included.
     */
    Iterable<? extends RunningTask> running();

    /** Number of attempts that hold resources here. */
    int holders();

    /**
     * How much longer than listed a strategy is expected to take here, as a factor; 1 unless more
     * is known of this node than the catalogue says.
     */
    double runtimeFactor(Strategy strategy);

    /**
     * Estimated run time of a task here, milliseconds with fractions.
     *
     * @param runtimeScale the task's factor
     * @param share chosen share of an elastic resource, null for the listed demand
     */
    default double runtimeMillis(Strategy strategy, double runtimeScale, Double share) {
        return strategy.exactRuntimeMillis(runtimeScale, share) * runtimeFactor(strategy);
    }

    /**
     * True if the node is schedulable and has the demand free, on devices as it may lie on them
     * where they are shared singly.
     */
    boolean fits(ResourceDemand demand);

    /** What each device has free, live and not to be changed; null where none is shared singly. */
    DeviceRoom devices();

    /**
     * What a demand could get of a kind at best, millionths: of the node or, where its devices are
     * shared singly, of those that have the rest of what it needs.
     */
    default long offered(ResourceDemand demand, int kind) {
        long free = free(kind);
        return devices() == null ? free : Math.min(free, devices().offered(demand, kind));
    }

    /** A copy of what is free, whatever state the node is in. */
    default NodeRoom room(int kinds) {
        long[] free = new long[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            free[kind] = free(kind);
        }
        return new NodeRoom(free, devices() == null ? null : devices().copy());
    }
}
