package org.dsppo.policy.device.tuning;

/** Each step the best configuration for the true rates in the middle of it; heeds no pauses. */
final class Clairvoyant implements TuningController {
    private final TuningSetting setting;

    Clairvoyant(TuningSetting setting) {
        this.setting = setting;
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        double[] rates = new double[setting.nominalRates().length];
        for (int at = 0; at < rates.length; at++) {
            rates[at] =
                    setting.truth().at(at, observation.seconds() + TuningEpisode.STEP_SECONDS / 2);
        }
        return setting.model().best(setting.costsAt(rates), observation.configuration());
    }
}
