package org.dsppo.policy.device.d3qn;

/**
 * Action values from the two heads of a dueling network (Wang et al. 2016): {@code Q(a) = V + A(a)
 * − mean A}. A network's outputs are V first, then the advantages.
 */
final class DuelingHeads {

    private DuelingHeads() {}

    /** Width of a network's outputs. */
    static int outputs(int actions) {
        return 1 + actions;
    }

    /** Q of one action from the outputs that start at an offset. */
    static double value(float[] outputs, int offset, int actions, int action) {
        return outputs[offset]
                + outputs[offset + 1 + action]
                - meanAdvantage(outputs, offset, actions);
    }

    /** The allowed action with the highest Q; the first of equals. */
    static int best(float[] outputs, int offset, int actions, boolean[] allowed) {
        int best = -1;
        for (int action = 0; action < actions; action++) {
            if (allowed[action]
                    && (best < 0 || outputs[offset + 1 + action] > outputs[offset + 1 + best])) {
                best = action;
            }
        }
        return best;
    }

    /** Adds to the gradients at the outputs what a gradient at Q of one action means. */
    static void propagateBack(
            double gradient, float[] gradients, int offset, int actions, int action) {
        gradients[offset] += (float) gradient;
        gradients[offset + 1 + action] += (float) gradient;
        float shared = (float) (gradient / actions);
        for (int each = 0; each < actions; each++) {
            gradients[offset + 1 + each] -= shared;
        }
    }

    private static double meanAdvantage(float[] outputs, int offset, int actions) {
        double sum = 0;
        for (int action = 0; action < actions; action++) {
            sum += outputs[offset + 1 + action];
        }
        return sum / actions;
    }
}
