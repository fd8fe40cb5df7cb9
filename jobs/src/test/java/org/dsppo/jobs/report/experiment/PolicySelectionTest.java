package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.policy.lab.selection.Policies;
import org.junit.jupiter.api.Test;

class PolicySelectionTest {

    @Test
    void batchTuningComparesEveryController() {
        assertThat(TuningEvaluation.selected(PolicySelection.usual("batch-tuning")))
                .containsOnlyKeys(
                        "no-batching",
                        "equal-share",
                        "max-slowdown",
                        "nexus-like",
                        "model-jump",
                        "model-jump-10",
                        "best-static",
                        "clairvoyant",
                        "forecast",
                        "d3qn");
    }

    @Test
    void otherExperimentsCompareTheLearnedPolicyWithTheRules() {
        List<String> compared =
                PolicySelection.of(PolicySelection.usual("load-sweep"), Policies::named, false)
                        .all();

        assertThat(compared).contains("ds-ppo", "greedy", "tetris").doesNotContain("sigmoid-pso");
        assertThat(
                        PolicySelection.of(
                                        PolicySelection.usual("paper-stable"),
                                        Policies::named,
                                        false)
                                .all())
                .contains("ds-ppo", "greedy", "sigmoid-pso", "s-p-gwo");
    }
}
