package org.dsppo.policy.device.d3qn;

/** Non-negative weights by slot, with sums kept so that a slot can be drawn in logarithmic time. */
final class SumTree {
    private final int leaves;
    private final double[] sums;

    SumTree(int slots) {
        int size = 1;
        while (size < slots) {
            size *= 2;
        }
        leaves = size;
        sums = new double[2 * size];
    }

    void set(int slot, double weight) {
        int node = leaves + slot;
        sums[node] = weight;
        for (node /= 2; node >= 1; node /= 2) {
            sums[node] = sums[2 * node] + sums[2 * node + 1];
        }
    }

    double get(int slot) {
        return sums[leaves + slot];
    }

    double total() {
        return sums[1];
    }

    /** The slot at a mark on the row of all weights, 0 ≤ mark < total. */
    int find(double mark) {
        int node = 1;
        double left = mark;
        while (node < leaves) {
            node *= 2;
            if (left >= sums[node] && sums[node + 1] > 0) {
                left -= sums[node];
                node++;
            }
        }
        return node - leaves;
    }
}
