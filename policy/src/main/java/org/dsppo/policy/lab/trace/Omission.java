package org.dsppo.policy.lab.trace;

/**
 * Records of a trace that did not become tasks.
 *
 * @param reason why, to follow a count and a noun: {@code that fit on no node}
 * @param count how many
 */
public record Omission(String reason, int count) {}
