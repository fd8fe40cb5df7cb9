package org.dsppo.schemas.allocation;

/**
 * Share and batch bounds of one task class on one node (topic {@code allocations}).
 *
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
        String nodeId,
        String taskClass,
        int sharePercent,
        int batchMin,
        int batchMax,
        Double expectedDelayMillis,
        String reason,
        long atMillis) {}
