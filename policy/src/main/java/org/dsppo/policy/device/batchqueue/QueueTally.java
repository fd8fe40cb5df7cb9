package org.dsppo.policy.device.batchqueue;

/**
 * What happened in a queue during some time; tallies of successive times add up.
 *
 * @param seconds how long
 * @param presentSeconds ∫ L dt, tasks waiting or in service integrated over time
 * @param waitingSeconds ∫ Lq dt
 * @param busySeconds time in which the server worked
 * @param arrivals of tasks, lost ones included
 * @param lost arrivals that found no place
 * @param batches started
 * @param batchedTasks tasks in those batches
 */
public record QueueTally(
        double seconds,
        double presentSeconds,
        double waitingSeconds,
        double busySeconds,
        long arrivals,
        long lost,
        long batches,
        long batchedTasks) {

    public static final QueueTally EMPTY = new QueueTally(0, 0, 0, 0, 0, 0, 0, 0);

    public QueueTally plus(QueueTally other) {
        return new QueueTally(
                seconds + other.seconds,
                presentSeconds + other.presentSeconds,
                waitingSeconds + other.waitingSeconds,
                busySeconds + other.busySeconds,
                arrivals + other.arrivals,
                lost + other.lost,
                batches + other.batches,
                batchedTasks + other.batchedTasks);
    }

    /** What came after an earlier tally that this one contains. */
    public QueueTally minus(QueueTally earlier) {
        return new QueueTally(
                seconds - earlier.seconds,
                presentSeconds - earlier.presentSeconds,
                waitingSeconds - earlier.waitingSeconds,
                busySeconds - earlier.busySeconds,
                arrivals - earlier.arrivals,
                lost - earlier.lost,
                batches - earlier.batches,
                batchedTasks - earlier.batchedTasks);
    }

    /** Mean delay of accepted tasks by Little's law; 0 without any. */
    public double meanDelaySeconds() {
        return arrivals > lost ? presentSeconds / (arrivals - lost) : 0;
    }

    /** Share of arrivals that were lost; 0 without any. */
    public double lossShare() {
        return arrivals > 0 ? (double) lost / arrivals : 0;
    }

    /** Share of time in which the server worked. */
    public double utilisation() {
        return seconds > 0 ? busySeconds / seconds : 0;
    }
}
