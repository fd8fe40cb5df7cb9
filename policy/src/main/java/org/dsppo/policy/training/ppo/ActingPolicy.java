package org.dsppo.policy.training.ppo;

import java.util.List;
import org.dsppo.policy.placement.PlacementPolicy;

/** Plays an episode and notes its decisions. */
sealed interface ActingPolicy extends PlacementPolicy permits DemonstratingPolicy, ExploringPolicy {

    /** Decisions so far. */
    List<Step> steps();
}
