package org.dsppo.policy.device.d3qn;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.Scenario;
import org.dsppo.policy.device.tuning.ShareOverflow;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TuningActions;
import org.dsppo.policy.device.tuning.TuningEpisode;
import org.dsppo.policy.learned.network.Perceptron;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;

/**
 * Trains a dueling double DQN (van Hasselt et al. 2016; Wang et al. 2016) with prioritised replay
 * on random scenarios.
 *
 * <p>The network under training chooses the next action, the target network says what it is worth.
 * Actions are taken with plain Java kernels on a copy of the weights, gradients come from the
 * network under training. Episodes are cut off, never over, so the value of the last state counts
 * in full.
 */
public final class D3qnTrainer {
    private final TunedDevice device;
    private final D3qnSettings settings;
    private final TuningActions actions;
    private final DenseTower online;
    private final SplittableRandom random;
    private final PrioritisedReplay replay;
    private final float[] actingWeights;
    private final float[] targetWeights;
    private final Perceptron acting;
    private final Perceptron target;
    private final Perceptron choosing;

    /**
     * @param online the network to train, of the shape that {@link D3qn#shape} states and with the
     *     two heads of a dueling network
     */
    public D3qnTrainer(TunedDevice device, D3qnSettings settings, DenseTower online, long seed) {
        this.device = device;
        this.settings = settings;
        this.online = online;
        this.actions = new TuningActions(device, ShareOverflow.RENORM);
        this.random = new SplittableRandom(seed);
        this.replay = new PrioritisedReplay(settings.replayCapacity(), settings.priorityExponent());
        this.actingWeights = online.weights();
        this.targetWeights = online.weights();
        this.acting = new Perceptron(online.shape(), actingWeights);
        this.choosing = new Perceptron(online.shape(), actingWeights);
        this.target = new Perceptron(online.shape(), targetWeights);
    }

    /**
     * Trains for a number of steps.
     *
     * @param firstSeed of the episodes; evaluation should use others
     * @param progress is told the score of each episode
     * @return the weights at the end
     */
    public float[] train(int steps, long firstSeed, Consumer<String> progress) {
        int done = 0;
        for (long episodes = 0; done < steps; episodes++) {
            List<Scenario> scenarios = Scenario.all();
            Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
            TuningEpisode episode = new TuningEpisode(device, scenario, firstSeed + episodes, 0);
            done = runEpisode(episode, done, steps);
            progress.accept(
                    "step %d of %d: %s %.2f"
                            .formatted(done, steps, scenario, episode.score().score()));
        }
        return online.weights();
    }

    private int runEpisode(TuningEpisode episode, int from, int steps) {
        double[] nominal = new double[device.size()];
        for (int at = 0; at < nominal.length; at++) {
            nominal[at] = episode.scenario().nominalRate(at);
        }
        DeviceFeatures features = new DeviceFeatures(device, nominal);
        float[] observed = features.of(episode.observation());
        DeviceConfiguration present = episode.observation().configuration();
        boolean[] allowed = AllowedActions.of(actions, present);
        int step = from;
        for (; step < steps && !episode.isOver(); step++) {
            int action = choose(observed, allowed, step);
            present = actions.apply(present, action);
            episode.step(present);
            double reward = Math.max(episode.reward(), settings.leastReward());
            float[] next = features.of(episode.observation());
            boolean[] nextAllowed = AllowedActions.of(actions, present);
            replay.add(new Transition(observed, action, reward, next, nextAllowed));
            observed = next;
            allowed = nextAllowed;
            learn(step, steps);
        }
        return step;
    }

    private int choose(float[] observed, boolean[] allowed, int step) {
        double part = Math.min((double) step / settings.explorationSteps(), 1);
        double exploration = 1 + part * (settings.lastExploration() - 1);
        if (random.nextDouble() >= exploration) {
            return DuelingHeads.best(acting.outputs(observed), 0, allowed.length, allowed);
        }
        int action;
        do {
            action = random.nextInt(allowed.length);
        } while (!allowed[action]);
        return action;
    }

    private void learn(int step, int steps) {
        if (step < settings.stepsBeforeLearning() || step % settings.stepsPerUpdate() != 0) {
            return;
        }
        double part = (double) step / steps;
        update(
                settings.firstCorrection() + part * (1 - settings.firstCorrection()),
                settings.learningRate() * (1 - .9 * part));
        System.arraycopy(online.weights(), 0, actingWeights, 0, actingWeights.length);
        if (step % settings.stepsPerTarget() < settings.stepsPerUpdate()) {
            System.arraycopy(actingWeights, 0, targetWeights, 0, targetWeights.length);
        }
    }

    private void update(double correction, double learningRate) {
        int[] slots = replay.draw(settings.minibatch(), random);
        double[] weights = replay.corrections(slots, correction);
        int inputs = online.shape().inputs();
        int outputs = online.shape().outputs();
        float[] rows = new float[slots.length * inputs];
        for (int at = 0; at < slots.length; at++) {
            System.arraycopy(replay.get(slots[at]).observed(), 0, rows, at * inputs, inputs);
        }
        float[] values = online.forward(rows, slots.length);
        float[] gradients = new float[values.length];
        for (int at = 0; at < slots.length; at++) {
            Transition transition = replay.get(slots[at]);
            int offset = at * outputs;
            double error =
                    DuelingHeads.value(values, offset, actions.count(), transition.action())
                            - worth(transition);
            replay.update(slots[at], error);
            double huber = Math.max(-1, Math.min(1, error));
            DuelingHeads.propagateBack(
                    weights[at] * huber / slots.length,
                    gradients,
                    offset,
                    actions.count(),
                    transition.action());
        }
        online.backward(gradients);
        online.descend(new DescentSettings(learningRate, settings.maximumGradientNorm()));
    }

    /** Double target: the acting network chooses, the target network values. */
    private double worth(Transition transition) {
        int chosen =
                DuelingHeads.best(
                        choosing.outputs(transition.next()),
                        0,
                        actions.count(),
                        transition.nextAllowed());
        double next =
                DuelingHeads.value(target.outputs(transition.next()), 0, actions.count(), chosen);
        return transition.reward() + settings.discount() * next;
    }
}
