package org.dsppo.schemas.allocation;

/**
 * Share and batch bounds of one task class on one node (topic {@code allocations}).
 *
 * @param nodeId the node
 * @param taskClass the class
 * @param sharePercent share of the device, percent
 * @param batchMin least batch
 * @param batchMax greatest batch
 * @param expectedDelayMillis mean delay the queue model expects
 * @param reason why it changed
 * @param atMillis epoch milliseconds
 */
public record Allocation(
        String nodeId,
        String taskClass,
        int sharePercent,
        int batchMin,
        int batchMax,
        double expectedDelayMillis,
        String reason,
        long atMillis) {}
