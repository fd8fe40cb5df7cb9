package org.dsppo.policy.device.tuning;

/**
 * What a controller starts from.
 *
 * @param model of the device; shared by the controllers of one thread, since it keeps what it
 *     solved
 * @param nominalRates mean rates by class, in tasks/s
 * @param reconfigurationSeconds for how long a class whose share changes starts no batch
 * @param truth the true rates of the episode, for those that are told them
 */
public record TuningSetting(
        DeviceModel model,
        double[] nominalRates,
        double reconfigurationSeconds,
        ArrivalRates truth) {

    /** The setting of an episode. */
    public static TuningSetting of(TuningEpisode episode, DeviceModel model) {
        double[] nominal = new double[episode.device().size()];
        for (int at = 0; at < nominal.length; at++) {
            nominal[at] = episode.scenario().nominalRate(at);
        }
        return new TuningSetting(model, nominal, episode.reconfigurationSeconds(), episode.rates());
    }

    /** Long-run costs at these rates, in the unit of J: weighted as the score weighs them. */
    ClassCosts costsAt(double[] rates) {
        return (at, percent, batch) ->
                model.perSecond(at, rates[at], percent, batch)
                        / Math.max(nominalRates[at], 1e-3)
                        / nominalRates.length;
    }
}
