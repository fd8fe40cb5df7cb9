package org.dsppo.policy.device.batchqueue;

/**
 * Long-run figures of a {@link BatchQueue}. Delays are of accepted tasks.
 *
 * @param meanPresent E[L], waiting and in service
 * @param meanWaiting E[Lq]
 * @param meanDelaySeconds E[W], from arrival to end of service
 * @param meanWaitSeconds E[Wq], from arrival to start of service
 * @param lossShare P_block, arrivals that found no place
 * @param meanBatch E[r]
 * @param throughputPerSecond λ', accepted arrivals
 * @param utilisation share of time in which the server works
 */
public record QueueFigures(
        double meanPresent,
        double meanWaiting,
        double meanDelaySeconds,
        double meanWaitSeconds,
        double lossShare,
        double meanBatch,
        double throughputPerSecond,
        double utilisation) {}
