package org.dsppo.policy.lab.bound;

/** Is told how far a computation of bounds has come. */
@FunctionalInterface
public interface BoundProgress {

    /** Tells nobody. */
    BoundProgress NONE = (step, done, steps) -> {};

    /**
     * Called before each step, and once more with {@code done == steps} at the end.
     *
     * @param step what comes next, for people
     * @param done steps that are over
     * @param steps steps in all
     */
    void at(String step, int done, int steps);
}
