package org.dsppo.schemas.decision;

/**
 * A placement that was considered.
 *
 * @param node node id
 * @param strategy strategy id
 * @param score higher is better, on the policy's own scale
 */
public record Candidate(String node, String strategy, double score) {}
