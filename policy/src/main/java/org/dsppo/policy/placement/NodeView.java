package org.dsppo.policy.placement;

import java.util.Map;
import org.dsppo.policy.resource.ResourceDemand;

/** A node as a policy sees it. */
public interface NodeView {

    /** Position in catalogue order; ties between nodes go to the lowest. */
    int index();

    /** Name of the node. */
    String nodeId();

    /** Id of its cluster. */
    String cluster();

    /** Position of its cluster in the catalogue. */
    int clusterIndex();

    /** Nodes of one cluster with equal labels and capacity have the same type: a dense number. */
    int type();

    /** Labels that node selectors match. */
    Map<String, String> labels();

    /** Capacity of a resource kind, thousandths. */
    long capacity(int kind);

    /** Capacity minus reservations and foreign use, thousandths; may be negative. */
    long free(int kind);

    /** True if the node is up and not draining. */
    boolean schedulable();

    /** Attempts that hold resources here, in no particular order; those given up not included. */
    Iterable<? extends RunningTask> running();

    /** Number of attempts that hold resources here. */
    int holders();

    /** True if the node is schedulable and has the demand free. */
    boolean fits(ResourceDemand demand);
}
