package org.dsppo.policy.lab.simulation;

/**
 * A node fails, which is noticed at once, and loses what it runs.
 *
 * @param node {@code cluster/node}
 * @param fromMillis when it fails
 * @param toMillis when it is back, empty; {@link Long#MAX_VALUE} for never
 */
public record NodeOutage(String node, long fromMillis, long toMillis) {}
