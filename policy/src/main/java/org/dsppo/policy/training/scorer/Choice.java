package org.dsppo.policy.training.scorer;

import org.dsppo.policy.training.ppo.Step;

/**
 * A decision of an episode.
 *
 * @param rows of all choices, waiting last
 * @param choices how many could be chosen: all, or all but waiting
 * @param step what was chosen, and when
 */
record Choice(float[] rows, int choices, Step step) {}
