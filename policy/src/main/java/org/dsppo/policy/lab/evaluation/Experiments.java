package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ElasticCatalogue;
import org.dsppo.policy.lab.simulation.LognormalRuntimes;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.lab.sites.SiteKind;
import org.dsppo.policy.lab.sites.UnseenSites;
import org.dsppo.schemas.catalogue.Catalogue;

/** The laboratory's experiments by name. */
public final class Experiments {

    private static final double JITTER = 0.02;
    private static final Map<String, Double> COMPUTE = Map.of("ai", 4.0, "memory", 2.0, "io", 0.5);
    private static final Map<String, Double> TRAFFIC =
            Map.of("io", 2.0, "network", 2.0, "storage", 1.0);

    /** Far from all seeds of training. */
    private static final long UNSEEN = 5_000_000;

    private final TraceInstances traces;
    private final Map<String, Supplier<Experiment>> byName = new LinkedHashMap<>();

    /**
     * @param traces makes the instances that need real traces
     */
    public Experiments(TraceInstances traces) {
        this.traces = traces;
        define("paper-stable", "The paper's stable queue, as printed", this::paperStable);
        define("paper-high-concurrency", "The paper's 2000 tasks", this::paperHighConcurrency);
        define("load-sweep", "From idle to overloaded", this::loadSweep);
        define("burst", "All tasks in three spikes of 30 s", this::burst);
        define("mix-shift", "The class mix changes half-way", this::mixShift);
        define("noisy-runtimes", "True run times differ from the estimates", this::noisy);
        define("node-failures", "Nodes fail and return", this::nodeFailures);
        define("elastic", "Shares of accelerators are for the policy to choose", this::elastic);
        byName.put("generalise", this::generalise);
        byName.put("small-exact", Experiments::smallExact);
        byName.put("openb", () -> traced("openb", "Alibaba GPU cluster", traces.openb()));
        byName.put("azure", () -> traced("azure", "Azure LLM arrivals", traces.azure()));
        byName.put("gavel", () -> traced("gavel", "Measured heterogeneity", traces.gavel()));
        byName.put("regret-suite", this::regretSuite);
    }

    private void define(
            String name, String description, Supplier<List<ExperimentInstance>> instances) {
        byName.put(name, () -> new Experiment(name, description, instances.get(), false));
    }

    /** All names. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Makes an experiment.
     *
     * @throws IllegalArgumentException if there is none of that name, or its traces are missing
     */
    public Experiment named(String name) {
        Supplier<Experiment> experiment = byName.get(name);
        if (experiment == null) {
            throw new IllegalArgumentException(
                    "experiment is %s, expected one of %s"
                            .formatted(name, String.join(", ", names())));
        }
        return experiment.get();
    }

    private static Experiment traced(
            String name, String description, List<ExperimentInstance> instances) {
        return new Experiment(name, description, instances, false);
    }

    private List<ExperimentInstance> paperStable() {
        return List.of(
                generated("ii5", "stable", WorkloadRecipe.STABLE),
                generated("i3", "stable", WorkloadRecipe.STABLE));
    }

    private List<ExperimentInstance> paperHighConcurrency() {
        return List.of(
                generated("ii5", "high-concurrency", WorkloadRecipe.HIGH_CONCURRENCY),
                generated("i3", "high-concurrency", WorkloadRecipe.HIGH_CONCURRENCY));
    }

    private List<ExperimentInstance> loadSweep() {
        List<ExperimentInstance> instances = new ArrayList<>();
        instances.addAll(loads("ii5", 500, 1000, 1500, 2000, 2500, 3000, 4000));
        instances.addAll(loads("i3", 24_000, 30_000, 34_000, 40_000));
        return instances;
    }

    private List<ExperimentInstance> burst() {
        return List.of(spikes(500), spikes(1000), spikes(2000));
    }

    private static ExperimentInstance spikes(int tasks) {
        return generated(
                "ii5",
                "spikes",
                WorkloadRecipe.uniform(tasks).withJitter(JITTER).withSpikes(3, 30_000));
    }

    private static List<ExperimentInstance> loads(String catalogue, int... tasks) {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (int count : tasks) {
            instances.add(
                    generated(
                            catalogue,
                            "uniform",
                            WorkloadRecipe.uniform(count).withJitter(JITTER)));
        }
        return instances;
    }

    private List<ExperimentInstance> mixShift() {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (int tasks : new int[] {1000, 1500, 2000}) {
            WorkloadRecipe recipe = WorkloadRecipe.uniform(tasks).withJitter(JITTER);
            instances.add(generated("ii5", "to-traffic", recipe.withMix(COMPUTE, TRAFFIC)));
            instances.add(generated("ii5", "to-compute", recipe.withMix(TRAFFIC, COMPUTE)));
        }
        return instances;
    }

    private List<ExperimentInstance> elastic() {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (int tasks : new int[] {3000, 9000, 11_000, 12_000}) {
            instances.add(elastic("i3", tasks, 300_000));
        }
        for (int tasks : new int[] {500, 1500, 2500}) {
            instances.add(elastic("ii5", tasks, 1_000_000));
        }
        return instances;
    }

    private static ExperimentInstance elastic(String name, int tasks, long horizonMillis) {
        Catalogue catalogue = ElasticCatalogue.of(BuiltinCatalogues.named(name));
        WorkloadRecipe recipe =
                WorkloadRecipe.uniform(tasks).withHorizon(horizonMillis).withJitter(JITTER);
        return ExperimentInstance.of(
                "%s-elastic-%d".formatted(name, tasks),
                name + "-elastic",
                tasks,
                "tasks in %d s".formatted(horizonMillis / 1000),
                seed -> WorkloadGenerator.generate(catalogue, recipe, seed));
    }

    private List<ExperimentInstance> noisy() {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (ExperimentInstance plain : loads("ii5", 1000, 1500, 2000, 2500)) {
            instances.add(
                    new ExperimentInstance(
                            plain.name().replace("uniform", "noisy"),
                            "ii5-noisy",
                            plain.load(),
                            plain.loadUnit(),
                            plain.workloads(),
                            seed -> new LognormalRuntimes(0.3, seed)));
        }
        return instances;
    }

    private List<ExperimentInstance> nodeFailures() {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (ExperimentInstance plain : loads("ii5", 1000, 1500, 2000)) {
            instances.add(
                    ExperimentInstance.of(
                            plain.name().replace("uniform", "failures"),
                            "ii5-failures",
                            plain.load(),
                            plain.loadUnit(),
                            seed -> RandomOutages.added(plain.workloads().apply(seed), seed)));
        }
        return instances;
    }

    /** The paper's cluster halved and tripled at equal load, and sites made up for this purpose. */
    private Experiment generalise() {
        List<ExperimentInstance> instances = new ArrayList<>();
        for (int tasks : new int[] {1000, 1500, 2000, 2500, 3000}) {
            instances.add(resized("half", 0.5, tasks));
        }
        for (int tasks : new int[] {1000, 1500, 2000, 2500, 3000}) {
            instances.add(resized("triple", 3, tasks));
        }
        instances.add(unseen("light", 0.3, 0.8));
        instances.add(unseen("heavy", 0.8, 1.5));
        for (SiteKind kind : List.of(SiteKind.FLEET, SiteKind.FPGA_PLANT, SiteKind.EDGE_NPU)) {
            instances.add(unseen(kind, 0.6));
            instances.add(unseen(kind, 1.0));
        }
        return new Experiment(
                "generalise",
                "Clusters of other sizes, and clusters and classes never trained on",
                instances,
                true);
    }

    private static ExperimentInstance resized(String size, double factor, int tasksAtSizeOne) {
        Catalogue catalogue = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), factor);
        WorkloadRecipe recipe =
                WorkloadRecipe.uniform((int) Math.round(tasksAtSizeOne * factor))
                        .withJitter(JITTER);
        return ExperimentInstance.of(
                "ii5-%s-%d".formatted(size, recipe.tasks()),
                "ii5-" + size,
                recipe.tasks(),
                "tasks in 1000 s",
                seed -> WorkloadGenerator.generate(catalogue, recipe, seed));
    }

    /** Every seed is another cluster with other classes. */
    private static ExperimentInstance unseen(String name, double leastLoad, double mostLoad) {
        return ExperimentInstance.of(
                "unseen-" + name,
                "unseen-" + name,
                mostLoad,
                "times what the busiest resource carries, at most",
                seed -> SyntheticSite.tiers(1500, leastLoad, mostLoad, UNSEEN + seed));
    }

    /** Every seed is another site of a kind that training's generators do not make. */
    private static ExperimentInstance unseen(SiteKind kind, double load) {
        return ExperimentInstance.of(
                "unseen-%s-%s".formatted(kind.id(), load),
                "unseen-" + kind.id(),
                load,
                "of what the site carries",
                seed -> UnseenSites.other(kind, seed).sample(load, 0));
    }

    private static Experiment smallExact() {
        return new Experiment(
                "small-exact",
                "Small instances against the exact solver",
                SmallInstances.all(),
                true,
                true);
    }

    private Experiment regretSuite() {
        List<ExperimentInstance> instances = new ArrayList<>();
        instances.addAll(loads("ii5", 1000, 1500, 2000, 2500, 3000, 4000));
        instances.addAll(loads("i3", 24_000, 30_000, 34_000, 40_000));
        instances.addAll(burst());
        instances.addAll(traces.regretSuite(JITTER));
        return new Experiment(
                "regret-suite",
                "Completion against the best of all heuristics on each instance",
                instances,
                true);
    }

    private static ExperimentInstance generated(
            String catalogueName, String shape, WorkloadRecipe recipe) {
        Catalogue catalogue = BuiltinCatalogues.named(catalogueName);
        LongFunction<Workload> workloads =
                seed -> WorkloadGenerator.generate(catalogue, recipe, seed);
        return ExperimentInstance.of(
                "%s-%s-%d".formatted(catalogueName, shape, recipe.tasks()),
                catalogueName + "-" + shape,
                recipe.tasks(),
                "tasks in %d s".formatted(recipe.horizonMillis() / 1000),
                workloads);
    }
}
