package org.dsppo.policy.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.dsppo.policy.placement.Strategy;

/** The {@link FreeTimes} of the strategies that somebody asked for. */
final class Forecasts {

    /** Strategies that tasks bring along come and go; start over rather than keep them all. */
    private static final int MOST = 1_000;

    private final Map<Strategy, FreeTimes> byStrategy = new IdentityHashMap<>();
    private CellModel model;

    /** Up to date. */
    FreeTimes of(CellModel model, Strategy strategy) {
        if (this.model != model || byStrategy.size() > MOST) {
            this.model = model;
            byStrategy.clear();
        }
        FreeTimes times = byStrategy.computeIfAbsent(strategy, key -> new FreeTimes(model, key));
        times.refresh();
        return times;
    }
}
