package org.dsppo.policy.device.d3qn;

/**
 * A step of the environment. The end of an episode is a truncation, so there always is a next
 * state.
 *
 * @param observed features before the action
 * @param action index
 * @param reward of the step
 * @param next features after it
 * @param nextAllowed actions that can do something then
 */
record Transition(
        float[] observed, int action, double reward, float[] next, boolean[] nextAllowed) {}
