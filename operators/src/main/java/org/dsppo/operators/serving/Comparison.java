package org.dsppo.operators.serving;

import org.dsppo.operators.state.ComparisonState;

/**
 * How the choices of one policy compare with those of another on the same tasks, in the same state.
 *
 * @param compared tasks for which both were asked
 * @param agreed tasks with the same strategy on nodes of the same type, or left waiting by both
 * @param both tasks that both would place
 * @param ownMillis time until those would be done where the one would place them, summed
 * @param otherMillis the same for the other
 * @param failures times that a policy which only was asked could not answer
 */
public record Comparison(
        long compared, long agreed, long both, long ownMillis, long otherMillis, long failures) {

    /** Nothing compared. */
    public static final Comparison NONE = new Comparison(0, 0, 0, 0, 0, 0);

    /** As it was kept. */
    public static Comparison of(ComparisonState state) {
        return new Comparison(
                state.compared(),
                state.agreed(),
                state.both(),
                state.ownMillis(),
                state.otherMillis(),
                state.failures());
    }

    /** To be kept. */
    public ComparisonState state() {
        return new ComparisonState(compared, agreed, both, ownMillis, otherMillis, failures);
    }

    /** Both together. */
    public Comparison plus(Comparison more) {
        return new Comparison(
                compared + more.compared,
                agreed + more.agreed,
                both + more.both,
                ownMillis + more.ownMillis,
                otherMillis + more.otherMillis,
                failures + more.failures);
    }

    /** The same from the other one's side. */
    public Comparison swapped() {
        return new Comparison(compared, agreed, both, otherMillis, ownMillis, failures);
    }

    /** Share of the tasks on which they agreed; 1 if none were compared. */
    public double agreement() {
        return compared == 0 ? 1 : (double) agreed / compared;
    }

    /** How much longer the one's choices take than the other's, milliseconds a task. */
    public double averageExcessMillis() {
        return both == 0 ? 0 : (double) (ownMillis - otherMillis) / both;
    }

    /** How much longer the one's choices take than the other's, as a part of the latter. */
    public double excess() {
        return otherMillis == 0 ? 0 : (double) ownMillis / otherMillis - 1;
    }
}
