package org.dsppo.policy.training.paper;

import java.util.List;

/**
 * An episode as it was played.
 *
 * @param steps decisions in their order
 * @param rewards of each
 * @param kind what episodes are compared with: the number of tasks
 * @param logRatio logarithm of mean completion over the heuristic's
 */
record PaperEpisode(List<PaperStep> steps, double[] rewards, int kind, double logRatio) {

    double reward() {
        double sum = 0;
        for (double each : rewards) {
            sum += each;
        }
        return sum;
    }
}
