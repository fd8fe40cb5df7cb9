package org.dsppo.schemas.catalogue;

import java.util.Map;

/**
 * A cluster.
 *
 * @param id name of the cluster
 * @param tier {@code cloud}, {@code edge}, {@code end} or another word
 * @param cell clusters of one cell are scheduled together; default {@code default}
 * @param latencyMillis origin cluster to latency of a transfer from there
 * @param bandwidthMbps origin cluster to bandwidth of a transfer from there
 */
public record ClusterSpec(
        String id,
        String tier,
        String cell,
        Map<String, Double> latencyMillis,
        Map<String, Double> bandwidthMbps) {}
