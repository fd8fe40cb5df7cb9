package org.dsppo.policy.device.tuning;

/**
 * Helps the class with the largest slowdown W/t if that is above a threshold: a longer batch where
 * the queue is longer than a batch, else a larger share.
 */
final class MaxSlowdownRule implements TuningController {
    private static final double THRESHOLD = 3;
    private static final int FIRST_STEP_UP = 2;

    private final TunedDevice device;
    private final TuningActions actions;

    MaxSlowdownRule(TuningSetting setting) {
        this.device = setting.model().device();
        this.actions = new TuningActions(device, ShareOverflow.RENORM);
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        DeviceConfiguration present = observation.configuration();
        int slowest = 0;
        for (int at = 1; at < device.size(); at++) {
            if (slowdown(observation, at) > slowdown(observation, slowest)) {
                slowest = at;
            }
        }
        if (slowdown(observation, slowest) <= THRESHOLD) {
            return present;
        }
        int onShare = 6 * slowest + FIRST_STEP_UP;
        if (observation.classes().get(slowest).waiting() > present.batchMax(slowest)) {
            DeviceConfiguration longer = actions.apply(present, onShare + 6 * device.size());
            if (!longer.equals(present)) {
                return longer;
            }
        }
        return actions.apply(present, onShare);
    }

    private double slowdown(TuningObservation observation, int at) {
        return observation.classes().get(at).tally().meanDelaySeconds()
                / device.standaloneSeconds(at);
    }
}
