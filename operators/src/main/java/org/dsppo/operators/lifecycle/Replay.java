package org.dsppo.operators.lifecycle;

/**
 * Lets two versions schedule what arrived recently, in simulation: each has all of it for itself,
 * so that what one leaves undone is not made good by the other, as in the windows of a canary.
 */
@FunctionalInterface
interface Replay {

    /**
     * Compares a version with the active one.
     *
     * @param active a version, or {@link org.dsppo.schemas.policyversion.PolicyStages#NONE} for
     *     what decides while no version does
     * @return null while too little has arrived
     */
    ReplayOutcome compare(int active, int candidate);
}
