package org.dsppo.operators.lifecycle;

/** Lets two versions schedule what arrived recently, in simulation. */
@FunctionalInterface
interface Replay {

    /**
     * Compares a version with the active one.
     *
     * @return null while too little has arrived
     */
    ReplayOutcome compare(int active, int candidate);
}
