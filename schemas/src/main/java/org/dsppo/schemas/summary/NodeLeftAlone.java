package org.dsppo.schemas.summary;

/**
 * A node that gets nothing new, as tasks failed there.
 *
 * @param node its name, {@code cluster/node}
 * @param untilMillis when it is tried with one task; null while one is tried
 * @param reason which tasks failed, or which is tried
 */
public record NodeLeftAlone(String node, Long untilMillis, String reason) {}
