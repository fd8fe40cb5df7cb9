package org.dsppo.policy.training.dl4j;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The graph of a tower: hidden layers in a row, then one head per group of outputs, and no loss,
 * since errors come from outside. Extends the library's graph because that one forgets the gradient
 * at its inputs before anybody can ask for it.
 *
 * <p>Its updater has a learning rate of 1: a step of Adam is proportional to the rate, which may
 * then change with every step.
 */
final class TowerGraph extends ComputationGraph {

    private static final long serialVersionUID = 1;

    private static final String INPUT = "input";
    private static final String HIDDEN = "hidden-";
    private static final String HEAD = "head-";
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private TowerGraph(ComputationGraphConfiguration configuration) {
        super(configuration);
    }

    /**
     * @param heads widths of the groups of outputs
     * @param outputs what heads do to their sums
     */
    static TowerGraph of(PerceptronShape shape, List<Integer> heads, Activation outputs) {
        ComputationGraphConfiguration.GraphBuilder builder =
                new NeuralNetConfiguration.Builder()
                        .updater(new Adam(1, FIRST_DECAY, SECOND_DECAY, EPSILON))
                        .weightInit(WeightInit.ZERO)
                        .miniBatch(false)
                        .trainingWorkspaceMode(WorkspaceMode.NONE)
                        .inferenceWorkspaceMode(WorkspaceMode.NONE)
                        .graphBuilder()
                        .addInputs(INPUT);
        String below = INPUT;
        int last = shape.layers() - 1;
        for (int layer = 0; layer < last; layer++) {
            String name = HIDDEN + layer;
            builder.addLayer(
                    name, dense(shape.inputs(layer), shape.outputs(layer), hidden(shape)), below);
            below = name;
        }
        String[] names = new String[heads.size()];
        for (int head = 0; head < names.length; head++) {
            names[head] = HEAD + head;
            builder.addLayer(
                    names[head], dense(shape.inputs(last), heads.get(head), outputs), below);
        }
        TowerGraph graph = new TowerGraph(builder.setOutputs(names).build());
        graph.init();
        return graph;
    }

    private static DenseLayer dense(int inputs, int outputs, Activation activation) {
        return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(activation).build();
    }

    /** What the hidden layers do to their sums. */
    static Activation hidden(PerceptronShape shape) {
        return switch (shape.activation()) {
            case RELU -> Activation.RELU;
            case TANH -> Activation.TANH;
        };
    }

    /** What every layer gives for a batch; the layers remember what {@link #backward} needs. */
    Map<String, INDArray> forward(INDArray batch) {
        return feedForward(new INDArray[] {batch}, true, false);
    }

    static INDArray head(Map<String, INDArray> activations, int head) {
        return activations.get(HEAD + head);
    }

    /**
     * The gradient at the inputs of the last {@link #forward}; the gradient of the weights is then
     * in {@link #getFlattenedGradients}.
     *
     * @param atHeads gradients at the outputs, head by head
     */
    INDArray backward(INDArray... atHeads) {
        calcBackpropGradients(false, false, atHeads);
        INDArray atInputs = getVertex(INPUT).getEpsilon();
        clearLayersStates();
        return atInputs;
    }

    /** Turns the flattened gradient into a step of Adam with rate 1, in place. */
    void intoStep(int stepsBefore) {
        getUpdater().update(gradient(), stepsBefore, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    }
}
