package org.dsppo.policy.lab.bound;

/**
 * A number that the average completion time of no schedule can undercut.
 *
 * @param averageCompletionMillis the bound
 * @param method how it was found, for people
 * @param proven true if the method ran to its end; false if it ran out of time and the number is
 *     that of a weaker method, which the note names: still a bound, but not a tight one
 * @param grid intervals of time that it used, null for none
 * @param solveMillis wall time it took
 * @param note what else to know, empty for nothing
 */
public record Bound(
        double averageCompletionMillis,
        String method,
        boolean proven,
        TimeGrid grid,
        double solveMillis,
        String note) {}
