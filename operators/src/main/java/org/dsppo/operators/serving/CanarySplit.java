package org.dsppo.operators.serving;

/** What a version on trial decides; the rest is decided by the active one. */
public enum CanarySplit {
    /** Every other time window of each cell; cells begin with either. */
    WINDOWS,
    /** Whole cells, half of them by their names' hash, all of the time. */
    CELLS
}
