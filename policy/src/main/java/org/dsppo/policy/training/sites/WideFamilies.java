package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * The distribution of sites that a policy for any site is trained on, far wider than any benchmark:
 * made-up fleets, plants, racks, pods and tiers, bursts of one class, and relatives of the paper's
 * test beds; from idle to overloaded, some with run times that are not as estimated, outages and
 * transfers. What has to be beaten is the best of all heuristics on each sample.
 */
public final class WideFamilies {

    private static final double TARGET = -0.02;
    private static final double NOISE = 0.3;

    /** Single sites of each kind, and where their seeds begin: beyond those of all samples. */
    private static final int SINGLES = 8;

    private static final long SINGLE = 1L << 40;

    /** Of run times, so that completions do not coincide. */
    private static final double JITTER = 0.02;

    private WideFamilies() {}

    /** All of them. */
    public static List<TrainingFamily> all() {
        List<TrainingFamily> families = new ArrayList<>();
        add(families, "fleets", 350, FleetSite::of);
        add(families, "plants", 350, PlantSite::of);
        add(families, "moldable", 300, MoldableSite::of);
        add(families, "beds", 500, of(BuiltinCatalogues.named("ii5")));
        families.add(family("bursts", seed -> FleetSite.inBursts(300, 0.3, 1.3, seed)));
        families.add(
                family(
                        "copies-heavy",
                        seed -> BedSite.of(BuiltinCatalogues.named("i3"), 800, 0.85, 1.5, seed)));
        families.add(family("racks-light", seed -> SyntheticSite.racks(250, 0.3, 0.8, seed)));
        families.add(family("racks-heavy", seed -> SyntheticSite.racks(250, 0.8, 1.5, seed)));
        families.add(family("pods-light", seed -> SyntheticSite.pods(250, 0.3, 0.8, seed)));
        families.add(family("pods-heavy", seed -> SyntheticSite.pods(300, 0.8, 2, seed)));
        families.add(
                family(
                        "pods-scarce",
                        seed -> SyntheticSite.podsWithScarceModels(300, 0.3, 1.5, seed)));
        families.add(family("tiers-light", seed -> SyntheticSite.tiers(400, 0.3, 0.8, seed)));
        families.add(family("tiers-heavy", seed -> SyntheticSite.tiers(400, 0.8, 1.5, seed)));
        families.add(family("test-bed", WideFamilies::testBed));
        families.add(family("i3", WideFamilies::i3));
        families.add(family("noisy", seed -> any(seed)).withNoise(NOISE));
        families.add(family("outages", seed -> SiteTroubles.outages(any(seed), seed)));
        families.add(family("transfers", seed -> SiteTroubles.transfers(any(seed), seed)));
        return families;
    }

    /**
     * Sites of a make that no policy is trained on: for who wants to know in training whether what
     * is learnt carries over.
     */
    public static List<TrainingFamily> unlike() {
        List<TrainingFamily> families = new ArrayList<>();
        add(families, "hybrids", 300, HybridSite::of);
        return families;
    }

    /**
     * Single sites, one a family, whose samples differ in load, mix and arrivals: for specialists
     * that know one site well, from fleets, moldable sites, plants and tiers.
     */
    public static List<TrainingFamily> single() {
        List<TrainingFamily> families = new ArrayList<>();
        for (int number = 1; number <= SINGLES; number++) {
            long seed = SINGLE + number;
            add(families, "one-fleet-", number, FleetSite.of(1, 1, 1, seed));
            add(families, "one-moldable-", number, MoldableSite.of(1, 1, 1, seed));
            add(families, "one-plant-", number, PlantSite.of(1, 1, 1, seed));
            add(families, "one-tiers-", number, SyntheticSite.tiers(1, 1, 1, seed));
        }
        return families;
    }

    private static void add(
            List<TrainingFamily> families, String kind, int number, Workload onSite) {
        Catalogue site = onSite.catalogue();
        families.add(family(kind + number, seed -> MadeUpArrivals.on(site, 300, 0.35, 1.4, seed)));
    }

    /** Tasks at a load between two on the site of a seed. */
    @FunctionalInterface
    private interface Sites {
        Workload draw(int tasks, double leastLoad, double mostLoad, long seed);
    }

    private static Sites of(Catalogue bed) {
        return (tasks, least, most, seed) -> BedSite.of(bed, tasks, least, most, seed);
    }

    private static void add(List<TrainingFamily> families, String name, int tasks, Sites sites) {
        families.add(family(name + "-light", seed -> sites.draw(tasks, 0.2, 0.65, seed)));
        families.add(family(name + "-heavy", seed -> sites.draw(tasks, 0.65, 1, seed)));
        families.add(family(name + "-over", seed -> sites.draw(tasks, 1, 1.6, seed)));
    }

    private static TrainingFamily family(String name, LongFunction<Workload> sites) {
        return new TrainingFamily(name, TARGET, 1, false, List.of(), sites);
    }

    /** The paper's own test bed, from idle to overloaded, a quarter of it in spikes. */
    private static Workload testBed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int tasks = (int) (250 * Math.exp(random.nextDouble() * Math.log(8)));
        WorkloadRecipe recipe =
                WorkloadRecipe.uniform(tasks).withHorizon(500_000).withJitter(JITTER);
        if (random.nextInt(4) == 0) {
            recipe = recipe.withSpikes(1 + random.nextInt(5), 30_000);
        }
        return WorkloadGenerator.generate(BuiltinCatalogues.named("ii5"), recipe, seed);
    }

    private static Workload i3(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long horizonMillis = 40_000 + random.nextInt(40_000);
        int tasks = (int) (horizonMillis * (0.022 + 0.022 * random.nextDouble()));
        WorkloadRecipe recipe =
                WorkloadRecipe.uniform(tasks).withHorizon(horizonMillis).withJitter(JITTER);
        return WorkloadGenerator.generate(BuiltinCatalogues.named("i3"), recipe, seed);
    }

    private static Workload any(long seed) {
        return switch ((int) Math.floorMod(seed, 3L)) {
            case 0 -> FleetSite.of(300, 0.4, 1.1, seed);
            case 1 -> PlantSite.of(300, 0.4, 1.1, seed);
            default -> SyntheticSite.tiers(300, 0.4, 1.1, seed);
        };
    }
}
