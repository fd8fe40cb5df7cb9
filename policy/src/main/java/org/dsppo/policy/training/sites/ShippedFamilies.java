package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;

/** The situations that the shipped policy is trained for. */
public final class ShippedFamilies {

    /** Of run times, so that completions do not coincide. */
    static final double JITTER = 0.02;

    /** What to beat on made-up sites, where no heuristic is best on all. */
    private static final List<String> CONTENDERS =
            List.of(
                    "greedy",
                    "greedy:k=2",
                    "shortest-job-first",
                    "shortest-job-first:k=1.7",
                    "tetris-srtf:eps=8:k=2",
                    "best-fit:k=2",
                    "minimum-completion-time",
                    "first-fit");

    private ShippedFamilies() {}

    /** All of them. */
    public static List<TrainingFamily> all() {
        List<TrainingFamily> families = new ArrayList<>();
        families.add(ii5(700, -0.001, "shortest-job-first:k=1.7"));
        families.add(ii5(1000, -0.001, "shortest-job-first:k=1.7"));
        families.add(ii5(1500, -0.004, "shortest-job-first:k=1.7"));
        families.add(ii5(2000, -0.006, "greedy:k=2"));
        families.add(ii5(2500, -0.020, "greedy:k=2"));
        families.add(ii5(3000, -0.020, "most-allocated:k=2"));
        families.add(ii5(4000, -0.012, "most-allocated:k=2"));
        families.add(spikes(500, -0.001, "minimum-completion-time"));
        families.add(spikes(1000, -0.002, "shortest-job-first:k=1.7"));
        families.add(spikes(2000, -0.002, "greedy:k=2"));
        families.add(i3(30_000, 100_000, 0, "greedy:k=1"));
        families.add(i3(34_000, 400_000, -0.03, "tetris-srtf:eps=8"));
        families.add(i3(40_000, 600_000, -0.06, "tetris-srtf:eps=2", "shortest-job-first"));
        families.add(
                i3Bursts(
                        3000,
                        300_000,
                        4,
                        5_000,
                        "round-robin:k=1",
                        "greedy:k=2",
                        "tetris-srtf:eps=8"));
        families.add(
                synthetic("racks-light", 0.5, seed -> SyntheticSite.racks(700, 0.3, 0.8, seed)));
        families.add(
                synthetic("racks-heavy", 0.5, seed -> SyntheticSite.racks(700, 0.8, 1.5, seed)));
        families.add(
                synthetic("pods-light", 0.8, seed -> SyntheticSite.pods(1000, 0.3, 0.8, seed)));
        families.add(synthetic("pods-heavy", 0.8, seed -> SyntheticSite.pods(1500, 0.8, 2, seed)));
        families.add(
                synthetic(
                        "pods-scarce",
                        0.8,
                        seed -> SyntheticSite.podsWithScarceModels(1500, 0.3, 1.5, seed)));
        families.add(
                synthetic("tiers-light", 0.4, seed -> SyntheticSite.tiers(1200, 0.3, 0.8, seed)));
        families.add(
                synthetic("tiers-heavy", 0.4, seed -> SyntheticSite.tiers(1200, 0.8, 1.5, seed)));
        return families;
    }

    private static TrainingFamily synthetic(
            String name, double weight, LongFunction<Workload> sites) {
        return new TrainingFamily(name, -0.005, weight, false, CONTENDERS, sites);
    }

    private static TrainingFamily ii5(int tasks, double target, String best) {
        return generated("ii5-" + tasks, "ii5", WorkloadRecipe.uniform(tasks), target, best);
    }

    private static TrainingFamily i3(
            int tasksPer1000s, long horizonMillis, double target, String... best) {
        int tasks = (int) (tasksPer1000s * horizonMillis / 1_000_000);
        return generated(
                "i3-" + tasksPer1000s,
                "i3",
                WorkloadRecipe.uniform(tasks).withHorizon(horizonMillis),
                target,
                best);
    }

    private static TrainingFamily i3Bursts(
            int tasks, long horizonMillis, int bursts, long burstMillis, String... best) {
        return generated(
                "i3-bursts",
                "i3",
                WorkloadRecipe.uniform(tasks)
                        .withHorizon(horizonMillis)
                        .withSpikes(bursts, burstMillis),
                -0.001,
                best);
    }

    private static TrainingFamily spikes(int tasks, double target, String best) {
        return generated(
                "spikes-" + tasks,
                "ii5",
                WorkloadRecipe.uniform(tasks).withSpikes(3, 30_000),
                target,
                best);
    }

    /** Tasks of a recipe on a site that the product carries. */
    static TrainingFamily generated(
            String name, String catalogue, WorkloadRecipe recipe, double target, String... best) {
        Catalogue site = BuiltinCatalogues.named(catalogue);
        WorkloadRecipe jittered = recipe.withJitter(JITTER);
        return new TrainingFamily(
                name,
                target,
                1,
                true,
                List.of(best),
                seed -> WorkloadGenerator.generate(site, jittered, seed));
    }
}
