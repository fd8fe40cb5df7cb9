package org.dsppo.policy.lab.simulation;

/**
 * A node fails, which is noticed at once, and loses what it runs.
 *
 * @param nodeId the node
 * @param fromMillis when it fails
 * @param toMillis when it is back, empty; {@link Long#MAX_VALUE} for never
 */
public record NodeOutage(String nodeId, long fromMillis, long toMillis) {}
