package org.dsppo.policy.training.paper;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.learned.network.PaperNetwork;
import org.dsppo.policy.learned.network.PaperTower;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.descent.OptimiserState;

/**
 * The network of {@link PaperNetwork} for many decisions at once, and the way back. The towers do
 * their own gradients; what lies between them, sums over sets and attention, is done here.
 */
final class PaperTowers implements AutoCloseable {

    private final int hidden;
    private final Map<PaperTower, DenseTower> towers = new EnumMap<>(PaperTower.class);
    private PaperBatch batch;
    private float[] nodes;
    private float[] query;
    private float[][] attention;
    private float[] scores;
    private float[] values;

    /**
     * @param embedding makes towers whose outputs are activated
     * @param summing makes towers whose outputs are plain sums
     */
    PaperTowers(
            int hidden,
            float[] weights,
            OptimiserState optimiser,
            DenseTower.Maker embedding,
            DenseTower.Maker summing) {
        this.hidden = hidden;
        int all = weights.length;
        for (PaperTower each : PaperTower.values()) {
            int from = each.offset(hidden);
            int to = from + each.shape(hidden).weightCount();
            DenseTower.Maker maker = each.isEmbedding() ? embedding : summing;
            DenseTower tower =
                    maker.make(each.shape(hidden), Arrays.copyOfRange(weights, from, to));
            float[] moments = Arrays.copyOfRange(optimiser.moments(), from, 2 * to - from);
            System.arraycopy(optimiser.moments(), all + from, moments, to - from, to - from);
            tower.restore(new OptimiserState(moments, optimiser.steps()));
            towers.put(each, tower);
        }
    }

    /** Works out scores of all actions and values of all states. */
    void forward(PaperBatch next) {
        batch = next;
        nodes = towers.get(PaperTower.NODE).forward(batch.nodes, batch.allNodes());
        float[] tasks = towers.get(PaperTower.TASK).forward(batch.tasks, batch.allTasks());
        int count = batch.decisions();
        float[] sums = new float[2 * count * hidden];
        float[] current = new float[count * hidden];
        for (int d = 0; d < count; d++) {
            PaperInput input = batch.inputs.get(d);
            sum(nodes, batch.firstNode[d], input.nodeCounts(), sums, 2 * d * hidden);
            sum(tasks, batch.firstTask[d], input.taskCounts(), sums, (2 * d + 1) * hidden);
            System.arraycopy(tasks, batch.current(d) * hidden, current, d * hidden, hidden);
        }
        float[] states = towers.get(PaperTower.STATE).forward(sums, count);
        query = towers.get(PaperTower.QUERY).forward(current, count);
        scores = towers.get(PaperTower.CHOICE).forward(rows(states), batch.allActions());
        values = towers.get(PaperTower.VALUE).forward(states, count);
    }

    private void sum(float[] embedded, int first, float[] counts, float[] into, int offset) {
        for (int element = 0; element < counts.length; element++) {
            float weight = counts[element] / PaperNetwork.SUM_UNIT;
            for (int i = 0; i < hidden; i++) {
                into[offset + i] += weight * embedded[(first + element) * hidden + i];
            }
        }
    }

    private int rowWidth() {
        return 3 * hidden + PaperTower.CHOICE_FEATURES;
    }

    private float[] rows(float[] states) {
        float[] rows = new float[batch.allActions() * rowWidth()];
        attention = new float[batch.decisions()][];
        for (int d = 0; d < batch.decisions(); d++) {
            PaperInput input = batch.inputs.get(d);
            int first = batch.firstNode[d] * hidden;
            attention[d] =
                    PaperNetwork.attention(
                            query, d * hidden, nodes, first, input.nodeCounts(), hidden);
            float[] attended = new float[hidden];
            for (int node = 0; node < attention[d].length; node++) {
                for (int i = 0; i < hidden; i++) {
                    attended[i] += attention[d][node] * nodes[first + node * hidden + i];
                }
            }
            for (int action = 0; action < input.actions(); action++) {
                int at = (batch.firstAction[d] + action) * rowWidth();
                System.arraycopy(states, d * hidden, rows, at, hidden);
                System.arraycopy(attended, 0, rows, at + hidden, hidden);
                PaperNetwork.fill(input, action, nodes, first, hidden, rows, at + 2 * hidden);
            }
        }
        return rows;
    }

    /** Scores of the actions of all decisions, one after the other. */
    float[] scores() {
        return scores;
    }

    /** Value of each decision's state. */
    float[] values() {
        return values;
    }

    /**
     * Takes a step of Adam.
     *
     * @param atScores gradient by each score of the latest {@link #forward}
     * @param atValues gradient by each value
     */
    void descend(float[] atScores, float[] atValues, DescentSettings settings) {
        float[] atRows = towers.get(PaperTower.CHOICE).backward(atScores);
        float[] atStates = towers.get(PaperTower.VALUE).backward(atValues);
        float[] atNodes = new float[nodes.length];
        float[] atQuery = new float[query.length];
        for (int d = 0; d < batch.decisions(); d++) {
            float[] atAttended = new float[hidden];
            gather(d, atRows, atStates, atAttended, atNodes);
            attend(d, atAttended, atNodes, atQuery);
        }
        float[] atTasks = new float[batch.allTasks() * hidden];
        float[] atCurrent = towers.get(PaperTower.QUERY).backward(atQuery);
        float[] atSums = towers.get(PaperTower.STATE).backward(atStates);
        for (int d = 0; d < batch.decisions(); d++) {
            PaperInput input = batch.inputs.get(d);
            spread(atSums, 2 * d * hidden, input.nodeCounts(), atNodes, batch.firstNode[d]);
            spread(atSums, (2 * d + 1) * hidden, input.taskCounts(), atTasks, batch.firstTask[d]);
            add(atCurrent, d * hidden, atTasks, batch.current(d) * hidden);
        }
        towers.get(PaperTower.NODE).backward(atNodes);
        towers.get(PaperTower.TASK).backward(atTasks);
        DenseTower.descendTogether(List.copyOf(towers.values()), settings);
    }

    /** Sums up what all actions of a decision say of its state, the attended and the nodes. */
    private void gather(
            int d, float[] atRows, float[] atStates, float[] atAttended, float[] atNodes) {
        int[] choiceNodes = batch.inputs.get(d).choiceNodes();
        for (int action = batch.firstAction[d]; action < batch.firstAction[d + 1]; action++) {
            int at = action * rowWidth();
            for (int i = 0; i < hidden; i++) {
                atStates[d * hidden + i] += atRows[at + i];
                atAttended[i] += atRows[at + hidden + i];
            }
            int choice = action - batch.firstAction[d];
            if (choice < choiceNodes.length) {
                int node = batch.firstNode[d] + choiceNodes[choice];
                add(atRows, at + 2 * hidden, atNodes, node * hidden);
            }
        }
    }

    /** Through the attention: to the nodes as what is attended to and as what is compared. */
    private void attend(int d, float[] atAttended, float[] atNodes, float[] atQuery) {
        int count = attention[d].length;
        float[] worth = new float[count];
        float mean = 0;
        for (int node = 0; node < count; node++) {
            int at = (batch.firstNode[d] + node) * hidden;
            for (int i = 0; i < hidden; i++) {
                worth[node] += atAttended[i] * nodes[at + i];
            }
            mean += attention[d][node] * worth[node];
        }
        float scale = (float) (1 / Math.sqrt(hidden));
        for (int node = 0; node < count; node++) {
            int at = (batch.firstNode[d] + node) * hidden;
            float weight = attention[d][node];
            float byProduct = scale * weight * (worth[node] - mean);
            for (int i = 0; i < hidden; i++) {
                atQuery[d * hidden + i] += byProduct * nodes[at + i];
                atNodes[at + i] += weight * atAttended[i] + byProduct * query[d * hidden + i];
            }
        }
    }

    private void spread(float[] atSums, int from, float[] counts, float[] into, int first) {
        for (int element = 0; element < counts.length; element++) {
            float weight = counts[element] / PaperNetwork.SUM_UNIT;
            for (int i = 0; i < hidden; i++) {
                into[(first + element) * hidden + i] += weight * atSums[from + i];
            }
        }
    }

    private void add(float[] from, int at, float[] into, int offset) {
        for (int i = 0; i < hidden; i++) {
            into[offset + i] += from[at + i];
        }
    }

    /** A copy of the weights, tower after tower. */
    float[] weights() {
        float[] weights = new float[count()];
        towers.forEach(
                (each, tower) -> {
                    float[] own = tower.weights();
                    System.arraycopy(own, 0, weights, each.offset(hidden), own.length);
                });
        return weights;
    }

    private int count() {
        return towers.values().stream().mapToInt(tower -> tower.shape().weightCount()).sum();
    }

    /** First moments of all weights in their order, then second moments. */
    OptimiserState optimiserState() {
        int all = count();
        float[] moments = new float[2 * all];
        int steps = 0;
        for (PaperTower each : PaperTower.values()) {
            OptimiserState own = towers.get(each).optimiserState();
            int length = own.moments().length / 2;
            int from = each.offset(hidden);
            System.arraycopy(own.moments(), 0, moments, from, length);
            System.arraycopy(own.moments(), length, moments, all + from, length);
            steps = own.steps();
        }
        return new OptimiserState(moments, steps);
    }

    @Override
    public void close() {
        towers.values().forEach(DenseTower::close);
    }
}
