package org.dsppo.policy.training.ppo;

import java.util.List;
import org.dsppo.policy.lab.simulation.SimulationResult;

/** Gives each decision of an episode its reward. */
public sealed interface EpisodeReward permits ObjectiveReward, PaperReward {

    /**
     * @param steps decisions in their order
     * @param run what became of them
     * @param baseline the same tasks under a heuristic
     * @return reward of each decision
     */
    double[] of(List<Step> steps, SimulationResult run, SimulationResult baseline);

    /** True if it wants {@link Step#utilisation}. */
    boolean readsUtilisation();
}
