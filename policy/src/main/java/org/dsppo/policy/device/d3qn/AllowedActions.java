package org.dsppo.policy.device.d3qn;

import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.TuningActions;

/** Masks the actions that would change nothing, except the one that is meant to. */
final class AllowedActions {

    private AllowedActions() {}

    static boolean[] of(TuningActions actions, DeviceConfiguration configuration) {
        boolean[] allowed = new boolean[actions.count()];
        for (int action = 0; action < allowed.length; action++) {
            allowed[action] =
                    action == TuningActions.KEEP
                            || !actions.apply(configuration, action).equals(configuration);
        }
        return allowed;
    }
}
