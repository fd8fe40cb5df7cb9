package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.resource.ResourceDemand;

/** How well a demand suits a node: the measures that several rules compare nodes by. */
final class NodeScores {

    private NodeScores() {}

    /**
     * Mean share of the node's resources that would be allocated after placing the demand, over the
     * kinds the node has. One minus this is what would be left over.
     */
    static double allocatedShare(NodeView node, ResourceDemand demand, int kinds) {
        double sum = 0;
        int present = 0;
        int entry = 0;
        for (int kind = 0; kind < kinds; kind++) {
            long wanted = 0;
            if (entry < demand.size() && demand.kind(entry) == kind) {
                wanted = demand.amount(entry++);
            }
            long capacity = node.capacity(kind);
            if (capacity > 0) {
                sum += (double) (capacity - node.free(kind) + wanted) / capacity;
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }

    /** Dot product of demand and free resources, both relative to the node's capacity. */
    static double alignment(NodeView node, ResourceDemand demand) {
        double sum = 0;
        for (int i = 0; i < demand.size(); i++) {
            int kind = demand.kind(i);
            double capacity = node.capacity(kind);
            sum += demand.amount(i) / capacity * (node.free(kind) / capacity);
        }
        return sum;
    }
}
