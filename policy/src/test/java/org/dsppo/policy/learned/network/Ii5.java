package org.dsppo.policy.learned.network;

import java.util.List;
import java.util.stream.IntStream;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.learned.features.OptionCollector;

/** Workloads on the paper's test bed. */
final class Ii5 {

    private Ii5() {}

    /** All its options but one, as if they were of two sites. */
    static KnownOptions someOptions() {
        List<Long> all = new OptionCollector().of(workload(100, 1));
        List<Long> some = all.subList(0, all.size() - 1);
        return KnownOptions.of(
                some, IntStream.range(0, some.size()).map(row -> row % 2).boxed().toList());
    }

    static Workload workload(int tasks, long seed) {
        return WorkloadGenerator.generate(
                BuiltinCatalogues.named("ii5"),
                WorkloadRecipe.uniform(tasks).withJitter(0.02),
                seed);
    }
}
