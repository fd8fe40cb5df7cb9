package org.dsppo.operators.placement;

/** Processing-time timers of one cell; always the one whose input is being handled. */
interface CellTimers {

    /** Asks to be called at that time. */
    void register(long atMillis);

    /** Takes that back. */
    void delete(long atMillis);
}
