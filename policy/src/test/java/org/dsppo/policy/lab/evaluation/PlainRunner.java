package org.dsppo.policy.lab.evaluation;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.PlacementPolicy;

/** Runs experiments by the rules that baselines are defined with: without reservations. */
public final class PlainRunner {

    private PlainRunner() {}

    /** Of baselines by name. */
    public static ExperimentRunner of(int threads) {
        return of(Baselines::named, threads);
    }

    static ExperimentRunner of(Function<String, Supplier<PlacementPolicy>> policies, int threads) {
        return new ExperimentRunner(
                (name, site) -> policies.apply(name),
                threads,
                EngineOptions.defaults().withoutReservations());
    }
}
