package org.dsppo.operators.lifecycle;

import java.util.function.Supplier;
import org.dsppo.operators.training.RecentWorkloads;
import org.dsppo.operators.training.Stretch;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Stretches of the recent trace.
 *
 * @param catalogue gives the catalogue in use, null for none
 */
record TraceWorkloads(RecentTrace trace, Supplier<Catalogue> catalogue) implements RecentWorkloads {

    @Override
    public long begin() {
        return trace.begin();
    }

    @Override
    public long end() {
        return trace.end();
    }

    @Override
    public Stretch between(long from, long to) {
        Catalogue now = catalogue.get();
        return now == null ? null : trace.stretch(now, from, to);
    }
}
