package org.dsppo.policy.lab.evaluation;

import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;

/** Loads of the built-in test bed for experiments that tests make. */
public final class TestbedLoad {

    private TestbedLoad() {}

    /** So many tasks in 1000 s, evenly spread over the classes. */
    public static ExperimentInstance uniform(String name, int tasks) {
        return ExperimentInstance.of(
                name,
                "ii5",
                tasks,
                "tasks in 1000 s",
                seed ->
                        WorkloadGenerator.generate(
                                BuiltinCatalogues.named("ii5"),
                                WorkloadRecipe.uniform(tasks).withJitter(0.02),
                                seed));
    }
}
