package org.dsppo.policy.device.d3qn;

import java.util.List;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.ShareOverflow;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TuningActions;
import org.dsppo.policy.device.tuning.TuningController;
import org.dsppo.policy.device.tuning.TuningObservation;
import org.dsppo.policy.learned.network.Activation;
import org.dsppo.policy.learned.network.Perceptron;
import org.dsppo.policy.learned.network.PerceptronShape;

/**
 * A trained network that acts: the step with the highest value, one a second.
 *
 * <p>With a gate it leaves everything as it is while no class has a mean delay above ζ stand-alone
 * times. The patent's literal gate is ζ = 1, which never closes, since a task always takes longer
 * than alone on the whole device.
 */
final class D3qnAgent implements TuningController {
    private final TuningActions actions;
    private final DeviceFeatures features;
    private final Perceptron network;
    private final TunedDevice device;
    private final double gate;

    /**
     * @param gate ζ; 0 lets it always act
     */
    D3qnAgent(
            TunedDevice device,
            double[] nominalRates,
            PerceptronShape shape,
            float[] weights,
            double gate) {
        this.device = device;
        this.actions = new TuningActions(device, ShareOverflow.RENORM);
        this.features = new DeviceFeatures(device, nominalRates);
        this.network = new Perceptron(shape, weights);
        this.gate = gate;
    }

    /** The shape of a network for a device. */
    static PerceptronShape shape(TunedDevice device, int hiddenWidth) {
        int actions = new TuningActions(device, ShareOverflow.RENORM).count();
        return new PerceptronShape(
                List.of(
                        DeviceFeatures.count(device),
                        hiddenWidth,
                        hiddenWidth,
                        DuelingHeads.outputs(actions)),
                Activation.RELU);
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        float[] seen = features.of(observation);
        DeviceConfiguration present = observation.configuration();
        if (!isGateOpen(observation)) {
            return present;
        }
        boolean[] allowed = AllowedActions.of(actions, present);
        int action = DuelingHeads.best(network.outputs(seen), 0, allowed.length, allowed);
        return actions.apply(present, action);
    }

    private boolean isGateOpen(TuningObservation observation) {
        for (int at = 0; at < device.size(); at++) {
            double delay = observation.classes().get(at).tally().meanDelaySeconds();
            if (delay > gate * device.standaloneSeconds(at)) {
                return true;
            }
        }
        return gate <= 0;
    }
}
