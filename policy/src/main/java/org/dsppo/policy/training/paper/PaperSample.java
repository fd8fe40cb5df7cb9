package org.dsppo.policy.training.paper;

/**
 * A decision to learn from.
 *
 * @param step what was done
 * @param advantage A of equation 20, normalised over the iteration
 * @param valueTarget R of equation 23, in units of rewards
 */
record PaperSample(PaperStep step, double advantage, double valueTarget) {}
