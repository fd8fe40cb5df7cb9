package org.dsppo.operators.lifecycle;

/**
 * How a version did in a replay against the active one.
 *
 * @param tasks number of tasks
 * @param activeMillis mean completion time under the active version
 * @param candidateMillis mean completion time under the other
 */
record ReplayOutcome(int tasks, double activeMillis, double candidateMillis) {

    /** How much longer it took, as a part; below zero when less long. */
    double excess() {
        return candidateMillis / activeMillis - 1;
    }
}
