package org.dsppo.jobs.emulator;

import java.util.SplittableRandom;

/** Decides which attempts fail, from the seed and the decision alone, whatever the order. */
final class AttemptFailures {

    private final double share;
    private final long seed;

    /**
     * @param share share of attempts that fail, 0 to 1
     */
    AttemptFailures(double share, long seed) {
        this.share = share;
        this.seed = seed;
    }

    /** The part of its run time after which an attempt fails; 1 if it does not. */
    double failsAfter(String decisionId) {
        long mixed = seed;
        for (int i = 0; i < decisionId.length(); i++) {
            mixed = mixed * 31 + decisionId.charAt(i);
        }
        SplittableRandom random = new SplittableRandom(mixed);
        return random.nextDouble() < share ? random.nextDouble() : 1;
    }
}
