package org.dsppo.operators.training;

/**
 * What decisions cost live, and what they cost in the simulator on the same arrivals: completion
 * time of a task, taking its shortest run time for what no policy avoids.
 *
 * @param segments stretches of decisions that were compared
 * @param placed tasks that were placed in them
 * @param liveMillis cost of a task live
 * @param simulatedMillis cost of a task in the simulator
 */
public record LiveComparison(int segments, int placed, double liveMillis, double simulatedMillis) {

    /** How much more a task costs in the simulator, as a logarithm. */
    public double logRatio() {
        return Math.log(simulatedMillis / liveMillis);
    }
}
