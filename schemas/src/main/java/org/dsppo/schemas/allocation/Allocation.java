package org.dsppo.schemas.allocation;

import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Share and batch bounds of one task class on one node (topic {@code allocations}).
 *
 * @param cluster cluster of the node; null where executors leave it out of their events
 * @param nodeId the node
 * @param taskClass the class
 * @param sharePercent share of the device, percent
 * @param batchMin least batch
 * @param batchMax greatest batch
 * @param expectedDelayMillis mean delay the queue model expects, null while no task comes
 * @param reason what it goes by
 * @param atMillis epoch milliseconds
 */
public record Allocation(
        String cluster,
        String nodeId,
        String taskClass,
        int sharePercent,
        int batchMin,
        int batchMax,
        Double expectedDelayMillis,
        String reason,
        long atMillis) {

    /** {@code cluster/node}; the node alone where the cluster is not known. */
    public String node() {
        return cluster == null ? nodeId : NodeSpec.nameOf(cluster, nodeId);
    }
}
