package org.dsppo.policy.device.d3qn;

import org.dsppo.policy.device.tuning.ClassObservation;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TuningObservation;

/**
 * What the agent sees, as numbers of about 1: for each class log(1 + W/t), share, batch, smoothed
 * rate relative to its nominal rate, queue, loss and utilisation; then free share and free memory.
 */
final class DeviceFeatures {
    private static final int PER_CLASS = 7;
    private static final double SMOOTHING = .8;

    private final TunedDevice device;
    private final double[] nominalRates;
    private final double[] rates;
    private boolean started;

    DeviceFeatures(TunedDevice device, double[] nominalRates) {
        this.device = device;
        this.nominalRates = nominalRates.clone();
        this.rates = new double[device.size()];
    }

    static int count(TunedDevice device) {
        return PER_CLASS * device.size() + 2;
    }

    /** Features of an observation; each is to be shown once and in order. */
    float[] of(TuningObservation observation) {
        float[] features = new float[count(device)];
        DeviceConfiguration configuration = observation.configuration();
        double freeMemory = device.memoryGigabytes();
        for (int at = 0; at < rates.length; at++) {
            ClassObservation seen = observation.classes().get(at);
            double rate = seen.arrivalsPerSecond();
            rates[at] = started ? rates[at] + SMOOTHING * (rate - rates[at]) : rate;
            double slowdown = seen.tally().meanDelaySeconds() / device.standaloneSeconds(at);
            int offset = PER_CLASS * at;
            features[offset] = (float) Math.log1p(slowdown);
            features[offset + 1] = (float) configuration.share(at);
            features[offset + 2] = (float) configuration.batchMax(at) / TunedDevice.LARGEST_BATCH;
            features[offset + 3] = (float) (rates[at] / Math.max(nominalRates[at], 1e-3));
            features[offset + 4] = (float) seen.waiting() / Math.max(device.waitingPlaces(), 1);
            features[offset + 5] = (float) seen.tally().lossShare();
            features[offset + 6] = (float) seen.tally().utilisation();
            freeMemory -= device.tunedClass(at).memoryGigabytes(configuration.batchMax(at));
        }
        started = true;
        features[features.length - 2] = (float) (1 - configuration.percentSum() / 100.0);
        features[features.length - 1] = (float) (freeMemory / device.memoryGigabytes());
        return features;
    }
}
