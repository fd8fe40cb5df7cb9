package org.dsppo.policy.device.tuning;

import org.dsppo.policy.device.batchqueue.BatchQueue;
import org.dsppo.policy.device.batchqueue.BatchQueueSolver;
import org.dsppo.policy.device.batchqueue.QueueFigures;
import org.dsppo.policy.device.batchqueue.QueueTally;

/**
 * What tuning minimises: delay relative to the stand-alone time t, with a lost task counted as a
 * delay of 100 t, plus a price on shares taken.
 */
public final class TuningCost {
    /** A lost task counts as a delay of this many stand-alone times. */
    public static final double LOSS_PENALTY = 100;

    /** Price of a whole device. */
    public static final double SHARE_PRICE = .5;

    private TuningCost() {}

    /** y of a class in the long run: E[L]/(tλ) + 100 P_block. */
    public static double perArrival(TunedClass tunedClass, BatchQueue queue) {
        QueueFigures figures = BatchQueueSolver.solve(queue);
        double standalone = tunedClass.law().standaloneSeconds();
        return figures.meanPresent() / (standalone * queue.arrivalsPerSecond())
                + LOSS_PENALTY * figures.lossShare();
    }

    /** ∫L + 100 t·lost of a class, in stand-alone times. */
    public static double incurred(TunedClass tunedClass, QueueTally tally) {
        return tally.presentSeconds() / tunedClass.law().standaloneSeconds()
                + LOSS_PENALTY * tally.lost();
    }
}
