package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ClusterSubset;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * The first lessons of the paper's curriculum (section 4.2), which stages may name besides {@link
 * WideFamilies}: one tier of the test bed at a time, at loads below and above what it carries. The
 * mixed cluster comes after them.
 */
public final class CurriculumFamilies {

    private static final double JITTER = 0.02;

    /** On no tier is one heuristic best at all loads. */
    private static final List<String> CONTENDERS =
            List.of(
                    "greedy",
                    "greedy:k=2",
                    "shortest-job-first",
                    "shortest-job-first:k=1.7",
                    "tetris-srtf:eps=8");

    /** The end tier takes 15 minutes for a task of the class {@code ai}. */
    private static final Map<String, Double> WITHOUT_AI =
            Map.of("memory", 1.0, "storage", 1.0, "io", 1.0, "network", 1.0);

    private CurriculumFamilies() {}

    /** All of them. */
    public static List<TrainingFamily> all() {
        List<TrainingFamily> families = new ArrayList<>();
        families.addAll(tier("cloud", 1000, 1800, Map.of()));
        families.addAll(tier("edge", 250, 500, Map.of()));
        families.addAll(tier("end", 220, 450, WITHOUT_AI));
        return families;
    }

    private static List<TrainingFamily> tier(
            String tier, int light, int heavy, Map<String, Double> mix) {
        return List.of(
                family(tier + "-light", tier, light, mix),
                family(tier + "-heavy", tier, heavy, mix));
    }

    private static TrainingFamily family(
            String name, String tier, int tasks, Map<String, Double> mix) {
        Catalogue site = ClusterSubset.ofTier(BuiltinCatalogues.named("ii5"), tier);
        WorkloadRecipe recipe =
                WorkloadRecipe.uniform(tasks).withJitter(JITTER).withMix(mix, Map.of());
        return new TrainingFamily(
                name,
                0,
                1,
                true,
                CONTENDERS,
                seed -> WorkloadGenerator.generate(site, recipe, seed));
    }
}
