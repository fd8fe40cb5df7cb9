package org.dsppo.operators.state;

/**
 * What is known of a tuned node; arrays by task class.
 *
 * @param stepStartMillis time of events at which the step began
 * @param touchedMillis processing time of the last event
 * @param changedMillis latest time of events
 * @param arrivals of the step, lost ones included
 * @param lost of the step
 * @param present tasks on the node now
 * @param presentMillis what present × length of the step lacks of the tasks on the node, summed
 *     over its milliseconds
 * @param percents shares in force
 * @param batches largest batches in force
 * @param writtenMillis expected delays as last written, not a number where there was none; null
 *     before the first time
 * @param writtenAtMillis processing time at which all classes were last written
 */
public record BatchingState(
        long stepStartMillis,
        long touchedMillis,
        long changedMillis,
        long[] arrivals,
        long[] lost,
        long[] present,
        double[] presentMillis,
        int[] percents,
        int[] batches,
        double[] writtenMillis,
        long writtenAtMillis) {}
