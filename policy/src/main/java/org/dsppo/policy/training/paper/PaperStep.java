package org.dsppo.policy.training.paper;

import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.training.ppo.Step;

/**
 * A decision of an episode.
 *
 * @param input what the network read
 * @param logProbability of the action under the network that acted
 * @param value what it thought of the state
 * @param step the action, and when
 */
record PaperStep(PaperInput input, double logProbability, double value, Step step) {}
