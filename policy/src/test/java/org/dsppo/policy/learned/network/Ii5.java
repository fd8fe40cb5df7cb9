package org.dsppo.policy.learned.network;

import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;

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
