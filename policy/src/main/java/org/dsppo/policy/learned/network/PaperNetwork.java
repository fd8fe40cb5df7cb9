package org.dsppo.policy.learned.network;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.dsppo.policy.learned.features.PaperInput;

/**
 * The paper's network for one decision at a time: {@code z = ρ(Σφ(x))} over nodes and waiting tasks
 * (18, 19), a light attention of the task to place over the nodes, scores of its choices and the
 * value of the state. One thread at a time.
 */
public final class PaperNetwork {

    /** Unit of the sums over sets: as many elements count as one. */
    public static final float SUM_UNIT = 32;

    private final int hidden;
    private final Map<PaperTower, Perceptron> towers = new EnumMap<>(PaperTower.class);
    private final float[] row;
    private float[] scores = new float[0];
    private float value;

    /**
     * @param weights tower after tower
     */
    public PaperNetwork(int hidden, float[] weights) {
        this.hidden = hidden;
        for (PaperTower tower : PaperTower.values()) {
            PerceptronShape shape = tower.shape(hidden);
            int from = tower.offset(hidden);
            towers.put(
                    tower,
                    new Perceptron(
                            shape, Arrays.copyOfRange(weights, from, from + shape.weightCount())));
        }
        this.row = new float[PaperTower.CHOICE.shape(hidden).inputs()];
    }

    /** Works out scores and value for a decision. */
    public void read(PaperInput input) {
        float[] nodes = rows(PaperTower.NODE, input.nodes(), PaperInput.NODE);
        float[] tasks = rows(PaperTower.TASK, input.tasks(), PaperInput.TASK);
        float[] sums = new float[2 * hidden];
        sum(nodes, input.nodeCounts(), sums, 0);
        sum(tasks, input.taskCounts(), sums, hidden);
        float[] state = rows(PaperTower.STATE, sums, sums.length);
        float[] current =
                Arrays.copyOfRange(tasks, input.current() * hidden, (input.current() + 1) * hidden);
        float[] query = rows(PaperTower.QUERY, current, hidden);
        float[] weights = attention(query, 0, nodes, 0, input.nodeCounts(), hidden);
        scores = new float[input.actions()];
        System.arraycopy(state, 0, row, 0, hidden);
        Arrays.fill(row, hidden, 2 * hidden, 0);
        for (int node = 0; node < weights.length; node++) {
            for (int i = 0; i < hidden; i++) {
                row[hidden + i] += weights[node] * nodes[node * hidden + i];
            }
        }
        for (int action = 0; action < scores.length; action++) {
            fill(input, action, nodes, 0, hidden, row, 2 * hidden);
            scores[action] = towers.get(PaperTower.CHOICE).outputs(row)[0];
        }
        value = towers.get(PaperTower.VALUE).outputs(state)[0];
    }

    private float[] rows(PaperTower tower, float[] inputs, int width) {
        float[] outputs = new float[inputs.length / width * hidden];
        for (int at = 0; at < inputs.length / width; at++) {
            float[] out =
                    towers.get(tower)
                            .outputs(Arrays.copyOfRange(inputs, at * width, (at + 1) * width));
            System.arraycopy(out, 0, outputs, at * hidden, hidden);
        }
        if (tower.isEmbedding()) {
            Dense.relu(outputs, outputs.length);
        }
        return outputs;
    }

    private void sum(float[] embedded, float[] counts, float[] into, int offset) {
        for (int element = 0; element < counts.length; element++) {
            for (int i = 0; i < hidden; i++) {
                into[offset + i] += counts[element] / SUM_UNIT * embedded[element * hidden + i];
            }
        }
    }

    /**
     * How much each node counts for a query: softmax of the scaled products, nodes that look alike
     * all counted.
     *
     * @param query numbers from {@code from} on
     * @param nodes embeddings, that of the first at {@code first}
     */
    public static float[] attention(
            float[] query, int from, float[] nodes, int first, float[] counts, int hidden) {
        double scale = 1 / Math.sqrt(hidden);
        double[] products = new double[counts.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int node = 0; node < counts.length; node++) {
            products[node] = scale * Dense.dot(query, from, nodes, first + node * hidden, hidden);
            most = Math.max(most, products[node]);
        }
        double sum = 0;
        for (int node = 0; node < counts.length; node++) {
            products[node] = counts[node] * Math.exp(products[node] - most);
            sum += products[node];
        }
        float[] weights = new float[counts.length];
        for (int node = 0; node < counts.length; node++) {
            weights[node] = (float) (products[node] / sum);
        }
        return weights;
    }

    /**
     * Writes what is an action's own into the row that its score is worked out from.
     *
     * @param nodes embeddings, that of the decision's first node at {@code first}
     */
    public static void fill(
            PaperInput input,
            int action,
            float[] nodes,
            int first,
            int hidden,
            float[] into,
            int offset) {
        int features = offset + hidden;
        if (action == input.choiceNodes().length) {
            Arrays.fill(into, offset, features + PaperTower.CHOICE_FEATURES, 0);
            return;
        }
        int node = input.choiceNodes()[action];
        System.arraycopy(nodes, first + node * hidden, into, offset, hidden);
        System.arraycopy(
                input.choices(), action * PaperInput.CHOICE, into, features, PaperInput.CHOICE);
        into[features + PaperInput.CHOICE] = 1;
    }

    /** Scores of the actions, waiting last. */
    public float[] scores() {
        return scores;
    }

    /** Value of the state, in units of training. */
    public float value() {
        return value;
    }
}
