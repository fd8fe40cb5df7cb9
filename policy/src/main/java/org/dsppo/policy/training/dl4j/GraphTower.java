package org.dsppo.policy.training.dl4j;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.OptimiserState;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A tower as a DL4J graph with external errors. Weights and moments go in and out in our layout.
 * Arrays outside the heap are freed as soon as they are used up, since the garbage collector does
 * not see how large they are.
 */
public final class GraphTower implements DenseTower {

    static {
        NativeThreads.useOne();
    }

    private final PerceptronShape shape;
    private final List<Integer> heads;
    private final WeightLayout layout;
    private final TowerGraph graph;
    private final INDArray gradient;
    private Map<String, INDArray> activations = Map.of();
    private int rows;
    private int steps;

    private GraphTower(
            PerceptronShape shape, float[] weights, List<Integer> heads, Activation outputs) {
        shape.requireWeights(weights);
        this.shape = shape;
        this.heads = heads;
        this.layout = new WeightLayout(shape, heads);
        this.graph = TowerGraph.of(shape, heads, outputs);
        this.gradient = Nd4j.zeros(DataType.FLOAT, 1, weights.length);
        setWeights(weights);
    }

    /** A tower whose outputs are plain sums. */
    public static GraphTower linear(PerceptronShape shape, float[] weights) {
        return new GraphTower(shape, weights, List.of(shape.outputs()), Activation.IDENTITY);
    }

    /** A tower whose outputs are activated like its hidden layers. */
    public static GraphTower activated(PerceptronShape shape, float[] weights) {
        return new GraphTower(shape, weights, List.of(shape.outputs()), TowerGraph.hidden(shape));
    }

    /**
     * A tower with two heads on its last hidden layer (Wang et al. 2016): the first output is the
     * value of a state, the others are advantages of actions.
     */
    public static GraphTower dueling(PerceptronShape shape, float[] weights) {
        return new GraphTower(shape, weights, List.of(1, shape.outputs() - 1), Activation.IDENTITY);
    }

    @Override
    public PerceptronShape shape() {
        return shape;
    }

    @Override
    public float[] forward(float[] inputs, int rows) {
        if (rows < 1 || inputs.length != rows * shape.inputs()) {
            throw new IllegalArgumentException(
                    "%d numbers are not %d rows of %d inputs"
                            .formatted(inputs.length, rows, shape.inputs()));
        }
        release();
        this.rows = rows;
        activations = graph.forward(matrix(inputs, shape.inputs()));
        if (heads.size() == 1) {
            return numbers(TowerGraph.head(activations, 0));
        }
        float[] outputs = new float[rows * shape.outputs()];
        int column = 0;
        for (int head = 0; head < heads.size(); head++) {
            int width = heads.get(head);
            float[] part = numbers(TowerGraph.head(activations, head));
            for (int row = 0; row < rows; row++) {
                System.arraycopy(part, row * width, outputs, row * shape.outputs() + column, width);
            }
            column += width;
        }
        return outputs;
    }

    @Override
    public float[] backward(float[] atOutputs) {
        if (activations.isEmpty()) {
            throw new IllegalStateException("No batch went forward before it should go backward");
        }
        if (atOutputs.length != rows * shape.outputs()) {
            throw new IllegalArgumentException(
                    "%d gradients are not %d rows of %d outputs"
                            .formatted(atOutputs.length, rows, shape.outputs()));
        }
        INDArray atInputs = graph.backward(byHead(atOutputs));
        gradient.addi(graph.getFlattenedGradients());
        float[] result = numbers(atInputs);
        close(atInputs);
        release();
        return result;
    }

    private INDArray[] byHead(float[] atOutputs) {
        INDArray[] parts = new INDArray[heads.size()];
        int column = 0;
        for (int head = 0; head < parts.length; head++) {
            int width = heads.get(head);
            float[] part = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(
                        atOutputs, row * shape.outputs() + column, part, row * width, width);
            }
            parts[head] = matrix(part, width);
            column += width;
        }
        return parts;
    }

    @Override
    public double gradientNorm() {
        return gradient.norm2Number().doubleValue();
    }

    @Override
    public void descend(double learningRate, double factor) {
        INDArray step = graph.getFlattenedGradients();
        step.assign(gradient.muli(factor));
        graph.intoStep(steps++);
        graph.params().subi(step.muli(learningRate).reshape(step.length()));
        gradient.assign(0);
    }

    @Override
    public float[] weights() {
        return layout.fromGraph(numbers(graph.params()));
    }

    @Override
    public void setWeights(float[] weights) {
        shape.requireWeights(weights);
        try (INDArray all = Nd4j.createFromArray(layout.toGraph(weights))) {
            graph.params().assign(all);
        }
    }

    @Override
    public OptimiserState optimiserState() {
        return new OptimiserState(layout.fromGraph(numbers(moments())), steps);
    }

    @Override
    public void restore(OptimiserState state) {
        if (state.moments().length != 2 * shape.weightCount()) {
            throw new IllegalArgumentException(
                    "%d moments do not belong to %d weights"
                            .formatted(state.moments().length, shape.weightCount()));
        }
        try (INDArray all = Nd4j.createFromArray(layout.toGraph(state.moments()))) {
            moments().assign(all);
        }
        steps = state.steps();
    }

    /** First moments of all weights, then second moments. */
    private INDArray moments() {
        return graph.getUpdater().getStateViewArray();
    }

    @Override
    public void close() {
        release();
        gradient.close();
        graph.close();
    }

    private void release() {
        activations.values().forEach(GraphTower::close);
        activations = Map.of();
    }

    private static void close(INDArray array) {
        if (array.closeable() && !array.wasClosed()) {
            array.close();
        }
    }

    private static INDArray matrix(float[] numbers, int columns) {
        return Nd4j.create(numbers, new long[] {numbers.length / columns, columns}, 'c');
    }

    private static float[] numbers(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
