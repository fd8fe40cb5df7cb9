package org.dsppo.policy.training.paper;

import java.util.Map;
import java.util.TreeMap;

/**
 * The end of table 2: no better reward for a number of episodes. Rewards grow with the number of
 * tasks, so episodes are compared with those of their kind.
 */
final class Patience {

    private final int most;
    private final Map<Integer, Double> best = new TreeMap<>();
    private int since;

    /**
     * @param most episodes without a better reward after which it is used up
     * @param memory of another one, empty for a new one
     */
    Patience(int most, double[] memory) {
        this.most = most;
        if (memory.length > 0) {
            since = (int) memory[0];
            for (int at = 1; at < memory.length; at += 2) {
                best.put((int) memory[at], memory[at + 1]);
            }
        }
    }

    void saw(PaperEpisode episode) {
        double reward = episode.reward();
        boolean better = reward > best.getOrDefault(episode.kind(), Double.NEGATIVE_INFINITY);
        since = better ? 0 : since + 1;
        if (better) {
            best.put(episode.kind(), reward);
        }
    }

    boolean isUsedUp() {
        return since >= most;
    }

    /** Episodes since the last better one; then kinds, each with its best reward. */
    double[] memory() {
        double[] memory = new double[1 + 2 * best.size()];
        memory[0] = since;
        int at = 1;
        for (Map.Entry<Integer, Double> each : best.entrySet()) {
            memory[at++] = each.getKey();
            memory[at++] = each.getValue();
        }
        return memory;
    }
}
