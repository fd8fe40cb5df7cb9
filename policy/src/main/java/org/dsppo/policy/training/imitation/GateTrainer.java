package org.dsppo.policy.training.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.network.Activation;
import org.dsppo.policy.learned.network.Dense;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.descent.OptimiserState;

/**
 * Trains the gate of a policy's experts by gradients: what is minimised is the cost to expect, Σ
 * g_k c_k, where c_k is how an expert did on the sample. Two towers, options and gate, with the
 * pooling between them (see {@link org.dsppo.policy.learned.network.SiteGate}).
 */
public final class GateTrainer implements AutoCloseable {

    private static final int CELL = CellFeature.WIDTH;
    private static final int MINIBATCH = 64;

    private final NetworkShape shape;
    private final Normalisers normalisers;
    private final DenseTower options;
    private final DenseTower gate;
    private final DescentSettings descent;

    /** What the towers are to go on from. */
    public record State(
            float[] options, OptimiserState ofOptions, float[] gate, OptimiserState ofGate) {}

    /**
     * @param policy with experts and a gate, whose weights it begins with
     * @param activated makes a tower whose outputs are activated like hidden layers
     * @param linear makes one whose outputs are sums
     */
    public GateTrainer(
            PolicyArtefact policy,
            DenseTower.Maker activated,
            DenseTower.Maker linear,
            DescentSettings descent) {
        this.shape = policy.shape();
        this.normalisers = policy.normalisers();
        this.descent = descent;
        this.options =
                activated.make(
                        PerceptronShape.of(
                                Activation.RELU, OptionFeature.WIDTH, shape.optionWidth()),
                        weights(policy, Block.OPTION, Block.OPTION_BIAS));
        this.gate =
                linear.make(
                        PerceptronShape.of(
                                Activation.RELU,
                                shape.gateInputs(),
                                shape.gateHidden(),
                                shape.experts() + 1),
                        weights(policy, Block.GATE, Block.CHOICE_BIAS));
    }

    private static float[] weights(PolicyArtefact policy, Block first, Block last) {
        NetworkShape shape = policy.shape();
        int from = shape.offset(first);
        int to = shape.offset(last) + shape.rows(last) * shape.columns(last);
        float[] part = new float[to - from];
        System.arraycopy(policy.weights(), from, part, 0, part.length);
        return part;
    }

    /**
     * Goes once through all lessons.
     *
     * @return mean cost to expect before each step
     */
    public double epoch(GateLessons lessons, long seed) {
        List<GateExample> order = shuffled(lessons.examples(), seed);
        double sum = 0;
        for (int from = 0; from < order.size(); from += MINIBATCH) {
            List<GateExample> part = order.subList(from, Math.min(order.size(), from + MINIBATCH));
            Pass pass = new Pass(part);
            sum += pass.cost(lessons) * part.size();
            pass.backward(lessons);
            DenseTower.descendTogether(List.of(options, gate), descent);
        }
        return sum / order.size();
    }

    /** Mean cost to expect, without learning. */
    public double cost(GateLessons lessons) {
        double sum = 0;
        List<GateExample> examples = lessons.examples();
        for (int from = 0; from < examples.size(); from += MINIBATCH) {
            List<GateExample> part =
                    examples.subList(from, Math.min(examples.size(), from + MINIBATCH));
            sum += new Pass(part).cost(lessons) * part.size();
        }
        return sum / examples.size();
    }

    private static List<GateExample> shuffled(List<GateExample> examples, long seed) {
        List<GateExample> order = new ArrayList<>(examples);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            GateExample swapped = order.set(other, order.get(i));
            order.set(i, swapped);
        }
        return order;
    }

    /** The weights of a policy with what has been learnt. */
    public float[] into(float[] weights) {
        float[] learnt = weights.clone();
        float[] ofOptions = options.weights();
        float[] ofGate = gate.weights();
        System.arraycopy(ofOptions, 0, learnt, shape.offset(Block.OPTION), ofOptions.length);
        System.arraycopy(ofGate, 0, learnt, shape.offset(Block.GATE), ofGate.length);
        return learnt;
    }

    /** A copy of all that is needed to go on. */
    public State state() {
        return new State(
                options.weights(), options.optimiserState(), gate.weights(), gate.optimiserState());
    }

    public void restore(State state) {
        options.setWeights(state.options);
        options.restore(state.ofOptions);
        gate.setWeights(state.gate);
        gate.restore(state.ofGate);
    }

    @Override
    public void close() {
        options.close();
        gate.close();
    }

    /** A minibatch on its way through both towers. */
    private final class Pass {
        private final List<GateExample> examples;
        private final int rows;
        private final float[] shares;

        Pass(List<GateExample> examples) {
            this.examples = examples;
            this.rows = examples.stream().mapToInt(each -> each.site().options()).sum();
            float[] embedded = options.forward(optionRows(), rows);
            this.shares = gate.forward(gateInputs(embedded), examples.size());
            int width = shape.experts() + 1;
            for (int i = 0; i < examples.size(); i++) {
                softmax(shares, i * width, width);
            }
        }

        private float[] optionRows() {
            float[] inputs = new float[rows * OptionFeature.WIDTH];
            int at = 0;
            for (GateExample example : examples) {
                for (int option = 0; option < example.site().options(); option++) {
                    normalisers
                            .option()
                            .apply(example.site().rows(), option * OptionFeature.WIDTH, inputs, at);
                    at += OptionFeature.WIDTH;
                }
            }
            return inputs;
        }

        private float[] gateInputs(float[] embedded) {
            int width = shape.optionWidth();
            float[] inputs = new float[examples.size() * shape.gateInputs()];
            int row = 0;
            for (int i = 0; i < examples.size(); i++) {
                GateExample example = examples.get(i);
                int from = i * shape.gateInputs();
                normalisers.cell().apply(example.cell(), 0, inputs, from);
                for (int option = 0; option < example.site().options(); option++) {
                    for (int j = 0; j < width; j++) {
                        inputs[from + CELL + j] +=
                                example.site().weights()[option] * embedded[row * width + j];
                    }
                    row++;
                }
                inputs[from + CELL + width] = Dense.logCount(example.site().options());
                inputs[from + CELL + width + 1] = Dense.logCount(example.site().classes());
            }
            return inputs;
        }

        double cost(GateLessons lessons) {
            double sum = 0;
            for (int i = 0; i < examples.size(); i++) {
                sum += expected(i, lessons.costs()[examples.get(i).sample()]);
            }
            return sum / examples.size();
        }

        private double expected(int example, double[] costs) {
            double sum = 0;
            for (int k = 0; k < costs.length; k++) {
                sum += shares[example * costs.length + k] * costs[k];
            }
            return sum;
        }

        void backward(GateLessons lessons) {
            int experts = shape.experts() + 1;
            float[] atLogits = new float[shares.length];
            for (int i = 0; i < examples.size(); i++) {
                double[] costs = lessons.costs()[examples.get(i).sample()];
                double expected = expected(i, costs);
                for (int k = 0; k < experts; k++) {
                    atLogits[i * experts + k] =
                            (float)
                                    (shares[i * experts + k]
                                            * (costs[k] - expected)
                                            / examples.size());
                }
            }
            options.backward(atOptions(gate.backward(atLogits)));
        }

        private float[] atOptions(float[] atInputs) {
            int width = shape.optionWidth();
            float[] atOptions = new float[rows * width];
            int row = 0;
            for (int i = 0; i < examples.size(); i++) {
                float[] weights = examples.get(i).site().weights();
                for (float weight : weights) {
                    for (int j = 0; j < width; j++) {
                        atOptions[row * width + j] =
                                weight * atInputs[i * shape.gateInputs() + CELL + j];
                    }
                    row++;
                }
            }
            return atOptions;
        }
    }

    private static void softmax(float[] logits, int from, int width) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + width; i++) {
            most = Math.max(most, logits[i]);
        }
        float sum = 0;
        for (int i = from; i < from + width; i++) {
            logits[i] = (float) StrictMath.exp(logits[i] - most);
            sum += logits[i];
        }
        for (int i = from; i < from + width; i++) {
            logits[i] /= sum;
        }
    }
}
