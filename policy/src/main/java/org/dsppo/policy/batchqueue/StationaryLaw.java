package org.dsppo.policy.batchqueue;

/**
 * Stationary law of a finite Markov chain by the elimination of Grassmann, Taksar and Heyman
 * (Operations Research 33, 1985).
 *
 * <p>No step subtracts, so that each probability, however small, has a small relative error. The
 * result grows out of one reference state; a state that is hardly ever visited would make the
 * others overflow, so the caller names a likely one.
 */
final class StationaryLaw {

    private StationaryLaw() {}

    /**
     * @param transitions row-major probabilities, destroyed
     * @param states number of states
     * @param reference a state that is visited often
     * @return probabilities by state
     */
    static double[] of(double[] transitions, int states, int reference) {
        swap(transitions, states, reference);
        double[] outflow = eliminate(transitions, states);
        double[] law = new double[states];
        law[0] = 1;
        double sum = 1;
        for (int state = 1; state < states; state++) {
            double inflow = 0;
            for (int from = 0; from < state; from++) {
                inflow += law[from] * transitions[from * states + state];
            }
            law[state] = outflow[state] > 0 ? inflow / outflow[state] : 0;
            sum += law[state];
        }
        for (int state = 0; state < states; state++) {
            law[state] /= sum;
        }
        double atReference = law[0];
        law[0] = law[reference];
        law[reference] = atReference;
        return law;
    }

    /** Removes the states from the last on; returns for each the flow to states before it. */
    private static double[] eliminate(double[] transitions, int states) {
        double[] outflow = new double[states];
        for (int gone = states - 1; gone > 0; gone--) {
            int goneRow = gone * states;
            double out = 0;
            for (int to = 0; to < gone; to++) {
                out += transitions[goneRow + to];
            }
            outflow[gone] = out;
            if (out > 0) {
                bypass(transitions, states, gone, out);
            }
        }
        return outflow;
    }

    private static void bypass(double[] transitions, int states, int gone, double out) {
        int goneRow = gone * states;
        for (int from = 0; from < gone; from++) {
            int row = from * states;
            double through = transitions[row + gone] / out;
            if (through != 0) {
                for (int to = 0; to < gone; to++) {
                    transitions[row + to] += through * transitions[goneRow + to];
                }
            }
        }
    }

    /** Exchanges state 0 and the reference, in rows and columns. */
    private static void swap(double[] transitions, int states, int reference) {
        if (reference == 0) {
            return;
        }
        int row = reference * states;
        for (int at = 0; at < states; at++) {
            exchange(transitions, at, row + at);
        }
        for (int at = 0; at < states; at++) {
            exchange(transitions, at * states, at * states + reference);
        }
    }

    private static void exchange(double[] values, int first, int second) {
        double kept = values[first];
        values[first] = values[second];
        values[second] = kept;
    }
}
