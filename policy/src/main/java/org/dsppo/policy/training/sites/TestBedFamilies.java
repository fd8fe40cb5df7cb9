package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * The paper's test bed at its loads, in bursts and with a few nodes only, and {@code i3} when idle,
 * each against the heuristic that is best there: for stages that make a policy at home on a site
 * without changing how it decides elsewhere.
 */
public final class TestBedFamilies {

    /** On so few nodes none is best by far. */
    private static final List<String> TINY_CONTENDERS =
            List.of(
                    "minimum-completion-time",
                    "greedy",
                    "greedy:k=2",
                    "shortest-job-first",
                    "shortest-job-first:k=1.7",
                    "tetris-srtf:eps=8");

    private TestBedFamilies() {}

    /** All of them. */
    public static List<TrainingFamily> all() {
        List<TrainingFamily> families = new ArrayList<>();
        families.add(uniform(700, -0.001, "best-fit:k=1.7"));
        families.add(uniform(1000, -0.002, "best-fit:k=1.7"));
        families.add(uniform(1500, -0.004, "tetris-srtf:eps=8:k=1.7"));
        families.add(uniform(2000, -0.006, "best-fit:k=2"));
        families.add(uniform(2500, -0.015, "best-fit:k=2"));
        families.add(uniform(3000, -0.015, "most-allocated:k=2"));
        families.add(uniform(4000, -0.010, "most-allocated:k=2"));
        families.add(spikes(500, 0, "best-fit:k=1.7"));
        families.add(spikes(1000, 0, "tetris-srtf:eps=2:k=2"));
        families.add(spikes(2000, 0, "least-allocated:k=2"));
        families.add(tiny(10));
        families.add(tiny(30));
        families.add(tiny(60));
        families.add(tiny(120));
        families.add(stableI3());
        return families;
    }

    private static TrainingFamily uniform(int tasks, double target, String best) {
        return ShippedFamilies.generated(
                "test-bed-" + tasks, "ii5", WorkloadRecipe.uniform(tasks), target, best);
    }

    private static TrainingFamily spikes(int tasks, double target, String best) {
        WorkloadRecipe recipe = WorkloadRecipe.uniform(tasks).withSpikes(3, 30_000);
        return ShippedFamilies.generated("test-bed-spikes-" + tasks, "ii5", recipe, target, best);
    }

    /** The paper's stable queue on {@code i3}, where nothing ever needs to wait. */
    private static TrainingFamily stableI3() {
        Catalogue site = BuiltinCatalogues.named("i3");
        return new TrainingFamily(
                "stable-i3",
                0,
                1,
                8,
                true,
                List.of("greedy:k=1"),
                seed -> WorkloadGenerator.generate(site, WorkloadRecipe.STABLE, seed));
    }

    /** Eleven tasks on one node of each tier. */
    private static TrainingFamily tiny(int seconds) {
        Catalogue site = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), 0.01);
        WorkloadRecipe recipe =
                WorkloadRecipe.uniform(11)
                        .withHorizon(1000L * seconds)
                        .withJitter(ShippedFamilies.JITTER);
        return new TrainingFamily(
                "test-bed-tiny-%ds".formatted(seconds),
                0,
                0.25,
                16,
                true,
                TINY_CONTENDERS,
                seed -> WorkloadGenerator.generate(site, recipe, seed));
    }
}
