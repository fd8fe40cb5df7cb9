package org.dsppo.jobs.report.experiment;

import java.util.Locale;

/** Which lower bounds on completion an experiment computes. */
public enum BoundChoice {
    /** None. */
    NONE,
    /** Mean of the least run times. */
    LB0,
    /** Also the capacity-aware linear program, on the first seed of each instance. */
    LP;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
