package org.dsppo.policy.training.ppo;

/**
 * Randomness of exploring decisions, in the unit of the scores.
 *
 * @param admission of whether to place
 * @param priority of which to place
 */
public record Temperatures(double admission, double priority) {}
