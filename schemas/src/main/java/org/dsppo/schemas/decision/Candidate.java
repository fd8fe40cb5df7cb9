package org.dsppo.schemas.decision;

/**
 * A placement that was considered.
 *
 * @param cluster cluster of the node; null in records from before it was named
 * @param node node id, unique within its cluster
 * @param strategy strategy id
 * @param score higher is better, on the policy's own scale
 */
public record Candidate(String cluster, String node, String strategy, double score) {}
