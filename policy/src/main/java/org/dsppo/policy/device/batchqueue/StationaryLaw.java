package org.dsppo.policy.device.batchqueue;

/**
 * Stationary law of a finite Markov chain by the elimination of Grassmann, Taksar and Heyman
 * (Operations Research 33, 1985).
 *
 * <p>No step subtracts, so that each probability, however small, has a small relative error. States
 * are eliminated towards a reference state, first those above it, then those below, and the result
 * grows out of it. From a state that is hardly ever visited the others would overflow, so the
 * caller names a likely one. A chain that falls by at most some number of states at a time keeps
 * that shape while states above are eliminated, which saves most of the work.
 */
final class StationaryLaw {
    /** Flows below this change nothing, but would slow down the processor as denormal numbers. */
    private static final double NEGLIGIBLE = 1e-100;

    private final double[] transitions;
    private final int states;
    private final int reference;
    private final int longestFall;
    private final double[] outflow;

    private StationaryLaw(double[] transitions, int states, int reference, int longestFall) {
        this.transitions = transitions;
        this.states = states;
        this.reference = reference;
        this.longestFall = longestFall;
        this.outflow = new double[states];
    }

    /**
     * @param transitions row-major probabilities, destroyed
     * @param states number of states
     * @param reference a state that is visited often
     * @param longestFall no transition leads further down than this
     * @return probabilities by state
     */
    static double[] of(double[] transitions, int states, int reference, int longestFall) {
        return new StationaryLaw(transitions, states, reference, longestFall).solve();
    }

    private double[] solve() {
        for (int gone = states - 1; gone > reference; gone--) {
            eliminate(gone, 0, gone, Math.max(gone - longestFall, 0), gone);
        }
        for (int gone = 0; gone < reference; gone++) {
            eliminate(gone, gone + 1, reference + 1, gone + 1, reference + 1);
        }
        double[] law = new double[states];
        law[reference] = 1;
        for (int state = reference - 1; state >= 0; state--) {
            law[state] = inflow(law, state, state + 1, reference + 1);
        }
        for (int state = reference + 1; state < states; state++) {
            law[state] = inflow(law, state, 0, state);
        }
        double sum = 0;
        for (double each : law) {
            sum += each;
        }
        for (int state = 0; state < states; state++) {
            law[state] /= sum;
        }
        return law;
    }

    /** Lets the rows from..fromEnd pass through a state into the columns to..toEnd. */
    private void eliminate(int gone, int from, int fromEnd, int to, int toEnd) {
        int goneRow = gone * states;
        double out = 0;
        for (int column = to; column < toEnd; column++) {
            out += transitions[goneRow + column];
        }
        outflow[gone] = out;
        if (out == 0) {
            return;
        }
        for (int origin = from; origin < fromEnd; origin++) {
            int row = origin * states;
            double through = transitions[row + gone] / out;
            if (through > NEGLIGIBLE) {
                for (int column = to; column < toEnd; column++) {
                    transitions[row + column] += through * transitions[goneRow + column];
                }
            }
        }
    }

    private double inflow(double[] law, int state, int from, int fromEnd) {
        double inflow = 0;
        for (int origin = from; origin < fromEnd; origin++) {
            inflow += law[origin] * transitions[origin * states + state];
        }
        return outflow[state] > 0 ? inflow / outflow[state] : 0;
    }
}
