package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselineFamiliesTest {

    @Test
    void everyMemberOfAllHeuristicsCountsAsOne() {
        assertThat(Baselines.allHeuristics())
                .contains("greedy", "greedy:k=1.7", "tetris-srtf:eps=8:k=6")
                .allMatch(Baselines::isHeuristic);
    }

    @Test
    void chanceAndUnknownPoliciesAreNoHeuristics() {
        assertThat(Baselines.isHeuristic("random")).isFalse();
        assertThat(Baselines.isHeuristic("ds-ppo@3")).isFalse();
        assertThat(Baselines.isHeuristic("greedyish")).isFalse();
        assertThat(Baselines.ruleNames()).contains("random", "greedy", "tetris-srtf");
    }
}
