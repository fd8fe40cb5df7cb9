package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Twenty instances that can be solved exactly: one node of each tier of {@code ii5}, eleven tasks
 * of its five classes, which arrive in ten seconds (far above what the nodes carry) to two minutes.
 */
final class SmallInstances {

    private static final int[] WINDOWS_SECONDS = {10, 30, 60, 120};
    private static final int PER_WINDOW = 5;
    private static final int TASKS = 11;
    private static final double JITTER = 0.02;

    /** A factor so small that every cluster, rounded up, has one node. */
    private static final double ONE_NODE_EACH = 0.01;

    /** Far from all seeds of training. */
    private static final long FIRST_SEED = 7_000_000;

    private SmallInstances() {}

    static List<ExperimentInstance> all() {
        Catalogue catalogue = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), ONE_NODE_EACH);
        List<ExperimentInstance> instances = new ArrayList<>();
        for (int seconds : WINDOWS_SECONDS) {
            WorkloadRecipe recipe =
                    WorkloadRecipe.uniform(TASKS).withHorizon(1000L * seconds).withJitter(JITTER);
            for (int number = 1; number <= PER_WINDOW; number++) {
                long first = FIRST_SEED + 1_000_000L * instances.size();
                instances.add(
                        ExperimentInstance.of(
                                "small-%ds-%d".formatted(seconds, number),
                                "small-" + number,
                                1000.0 * TASKS / seconds,
                                "tasks in 1000 s",
                                seed ->
                                        WorkloadGenerator.generate(
                                                catalogue, recipe, first + seed)));
            }
        }
        return instances;
    }
}
