package org.dsppo.policy.device.tuning;

/** Exponentially smoothed arrival rates of all classes. */
final class RateFilter {
    private final double weightOfNew;
    private final double[] rates;
    private boolean started;

    /**
     * @param weightOfNew of the last step; 1 forgets everything before
     */
    RateFilter(int classes, double weightOfNew) {
        this.weightOfNew = weightOfNew;
        this.rates = new double[classes];
    }

    /** The smoothed rates after an observation, in tasks/s; valid until the next call. */
    double[] after(TuningObservation observation) {
        for (int at = 0; at < rates.length; at++) {
            double seen = observation.classes().get(at).arrivalsPerSecond();
            rates[at] = started ? rates[at] + weightOfNew * (seen - rates[at]) : seen;
        }
        started = true;
        return rates;
    }
}
