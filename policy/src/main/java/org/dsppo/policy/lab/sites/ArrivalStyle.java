package org.dsppo.policy.lab.sites;

import java.util.Arrays;
import java.util.Locale;

/** How tasks come in; all of them arrive within a horizon. */
public enum ArrivalStyle {
    /** One after the other, each somewhere in its own slot of time. */
    EVEN,
    /** Independently of each other. */
    POISSON,
    /** Most of them in a few bursts, and in every other burst only one class. */
    BURSTS,
    /** Independently of each other, half-way with another mix of classes. */
    MIX_SHIFT;

    private static final double IN_BURSTS = 0.7;
    private static final int MOST_BURSTS = 7;

    /** For names and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Number of parts of the horizon, each with a mix of its own. */
    int phases() {
        return this == MIX_SHIFT ? 2 : 1;
    }

    /**
     * Draws classes and times of a phase.
     *
     * @param tasks how many
     * @param weights of classes
     */
    Draft draw(int tasks, double[] weights, Dice dice) {
        Draft draft = new Draft(new int[tasks], new double[tasks]);
        int bursts = this == BURSTS ? dice.whole(2, MOST_BURSTS) : 0;
        double[] begins = new double[bursts];
        Arrays.setAll(begins, i -> dice.share());
        int[] only = new int[bursts];
        Arrays.setAll(only, i -> i % 2 == 0 ? -1 : dice.weighted(weights));
        double length = dice.ratio(0.005, 0.03);
        for (int i = 0; i < tasks; i++) {
            draft.classes[i] = dice.weighted(weights);
            draft.positions[i] = dice.share();
            if (this == EVEN) {
                draft.positions[i] = (i + draft.positions[i]) / tasks;
            } else if (bursts > 0 && dice.chance(IN_BURSTS)) {
                int burst = dice.whole(0, bursts - 1);
                draft.positions[i] = (1 - length) * begins[burst] + length * draft.positions[i];
                draft.classes[i] = only[burst] < 0 ? draft.classes[i] : only[burst];
            }
        }
        return draft;
    }

    /**
     * Tasks of a phase in no order.
     *
     * @param classes number of each task's class
     * @param positions when each arrives, from 0 to 1
     */
    record Draft(int[] classes, double[] positions) {}
}
