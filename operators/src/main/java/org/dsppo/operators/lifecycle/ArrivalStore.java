package org.dsppo.operators.lifecycle;

import java.util.Collection;

/** Keeps recent arrivals, by slots. */
interface ArrivalStore {

    /** Keeps an arrival in place of what was in the slot. */
    void put(long slot, ArrivalState arrival);

    /** Everything that was kept. */
    Collection<ArrivalState> all();
}
