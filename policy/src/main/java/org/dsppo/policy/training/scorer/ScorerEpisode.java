package org.dsppo.policy.training.scorer;

import java.util.List;

/**
 * An episode as it was played.
 *
 * @param choices in their order
 * @param rewards of each
 * @param logRatio logarithm of mean completion over the heuristic's
 */
record ScorerEpisode(List<Choice> choices, double[] rewards, double logRatio) {}
