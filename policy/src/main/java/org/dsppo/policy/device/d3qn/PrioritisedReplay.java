package org.dsppo.policy.device.d3qn;

import java.util.random.RandomGenerator;

/**
 * Remembered transitions, drawn in proportion to how wrong the network was about them (Schaul et
 * al. 2016, proportional variant).
 */
final class PrioritisedReplay {
    private static final double LEAST_ERROR = 1e-3;

    private final Transition[] transitions;
    private final SumTree priorities;
    private final double exponent;
    private double highest = 1;
    private int next;
    private int size;

    /**
     * @param exponent α; 0 draws evenly
     */
    PrioritisedReplay(int capacity, double exponent) {
        this.transitions = new Transition[capacity];
        this.priorities = new SumTree(capacity);
        this.exponent = exponent;
    }

    /** Adds a transition with the highest priority so far; the oldest makes room. */
    void add(Transition transition) {
        transitions[next] = transition;
        priorities.set(next, highest);
        next = (next + 1) % transitions.length;
        size = Math.min(size + 1, transitions.length);
    }

    Transition get(int slot) {
        return transitions[slot];
    }

    /** Draws one slot from each of equal parts of all priorities. */
    int[] draw(int count, RandomGenerator random) {
        int[] slots = new int[count];
        double part = priorities.total() / count;
        for (int at = 0; at < count; at++) {
            slots[at] = priorities.find((at + random.nextDouble()) * part);
        }
        return slots;
    }

    /** Weights that undo the uneven drawing to the degree β, scaled so that the largest is 1. */
    double[] corrections(int[] slots, double beta) {
        double[] weights = new double[slots.length];
        double largest = 0;
        for (int at = 0; at < slots.length; at++) {
            double probability = priorities.get(slots[at]) / priorities.total();
            weights[at] = Math.pow(size * probability, -beta);
            largest = Math.max(largest, weights[at]);
        }
        for (int at = 0; at < weights.length; at++) {
            weights[at] /= largest;
        }
        return weights;
    }

    /** Sets the priority of a slot by the size of its temporal difference. */
    void update(int slot, double error) {
        double priority = Math.pow(Math.abs(error) + LEAST_ERROR, exponent);
        highest = Math.max(highest, priority);
        priorities.set(slot, priority);
    }
}
