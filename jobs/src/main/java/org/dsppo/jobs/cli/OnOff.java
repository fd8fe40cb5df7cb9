package org.dsppo.jobs.cli;

import java.util.Locale;

/** A switch on the command line. */
enum OnOff {
    ON,
    OFF;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
