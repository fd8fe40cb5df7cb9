package org.dsppo.policy.training.ppo;

/**
 * A decision that gradients are taken at.
 *
 * @param step the decision
 * @param advantage normalised over the iteration
 * @param valueTarget what the value head should say
 * @param teacher of the episode, or null
 */
record Sample(Step step, double advantage, double valueTarget, Teacher teacher) {}
