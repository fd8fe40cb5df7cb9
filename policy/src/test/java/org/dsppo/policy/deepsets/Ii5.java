package org.dsppo.policy.deepsets;

import org.dsppo.policy.simulation.BuiltinCatalogues;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.policy.simulation.WorkloadGenerator;
import org.dsppo.policy.simulation.WorkloadRecipe;

/** Workloads on the paper's test bed. */
final class Ii5 {

    private Ii5() {}

    static Workload workload(int tasks, long seed) {
        return WorkloadGenerator.generate(
                BuiltinCatalogues.named("ii5"),
                WorkloadRecipe.uniform(tasks).withJitter(0.02),
                seed);
    }
}
