package org.dsppo.policy.lab.simulation;

import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * How made-up tasks come to a site.
 *
 * @param weight of a class by its number, in how often it is drawn
 * @param laterWeight the same in the second half of the tasks
 * @param scale draws a task's run time relative to the class's
 * @param spikes in so many short spikes if positive, else at a rate that changes now and then
 */
public record TaskPattern(
        IntToDoubleFunction weight,
        IntToDoubleFunction laterWeight,
        DoubleSupplier scale,
        int spikes) {

    /** One mix all the time, and no spikes. */
    public static TaskPattern of(IntToDoubleFunction weight, DoubleSupplier scale) {
        return new TaskPattern(weight, weight, scale, 0);
    }

    /** The same with all tasks in spikes. */
    public TaskPattern inSpikes(int count) {
        return new TaskPattern(weight, laterWeight, scale, count);
    }

    /** The same with another mix in the second half. */
    public TaskPattern shiftingTo(IntToDoubleFunction later) {
        return new TaskPattern(weight, later, scale, spikes);
    }
}
