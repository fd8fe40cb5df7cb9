package org.dsppo.policy.training.paper;

import java.util.List;
import org.dsppo.policy.learned.features.PaperInput;

/** Sets and choices of several decisions, one after the other. */
final class PaperBatch {

    final List<PaperInput> inputs;
    final float[] nodes;
    final float[] tasks;

    /** Where things of a decision begin; one more than decisions. */
    final int[] firstNode;

    final int[] firstTask;
    final int[] firstAction;

    PaperBatch(List<PaperInput> inputs) {
        this.inputs = inputs;
        int count = inputs.size();
        firstNode = new int[count + 1];
        firstTask = new int[count + 1];
        firstAction = new int[count + 1];
        for (int d = 0; d < count; d++) {
            PaperInput input = inputs.get(d);
            firstNode[d + 1] = firstNode[d] + input.nodeCounts().length;
            firstTask[d + 1] = firstTask[d] + input.taskCounts().length;
            firstAction[d + 1] = firstAction[d] + input.actions();
        }
        nodes = new float[firstNode[count] * PaperInput.NODE];
        tasks = new float[firstTask[count] * PaperInput.TASK];
        for (int d = 0; d < count; d++) {
            PaperInput input = inputs.get(d);
            put(input.nodes(), nodes, firstNode[d] * PaperInput.NODE);
            put(input.tasks(), tasks, firstTask[d] * PaperInput.TASK);
        }
    }

    private static void put(float[] from, float[] into, int at) {
        System.arraycopy(from, 0, into, at, from.length);
    }

    int decisions() {
        return inputs.size();
    }

    int allNodes() {
        return firstNode[decisions()];
    }

    int allTasks() {
        return firstTask[decisions()];
    }

    int allActions() {
        return firstAction[decisions()];
    }

    /** Row of the class whose head is to be placed. */
    int current(int decision) {
        return firstTask[decision] + inputs.get(decision).current();
    }
}
