package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * Makes up sites and their tasks: clusters, classes, speeds, sizes and time scales. A policy meets
 * in training what it will meet elsewhere, and is judged on sites it has not seen. Every seed is
 * another site.
 */
public final class SyntheticSite {

    /** How many models of pods' nodes there are few nodes of. */
    private static final int SCARCE = 2;

    private SyntheticSite() {}

    /**
     * Training jobs on racks of accelerators of three speeds: gangs of one to eight devices, speeds
     * that differ from job type to job type, run times over three orders of magnitude.
     */
    public static Workload racks(int tasks, double leastLoad, double mostLoad, long seed) {
        SiteDraft site = new SiteDraft(seed);
        int racks = 1 + site.random.nextInt(3);
        double[] least = {0.9, 0.35, 0.06};
        double[] most = {1, 1.1, 0.45};
        for (int type = 0; type < least.length; type++) {
            site.cluster("rack" + type, racks, Map.of("gpu", 16.0));
        }
        int types = 8 + site.random.nextInt(19);
        for (int job = 0; job < types; job++) {
            double[] speeds = new double[least.length];
            for (int type = 0; type < speeds.length; type++) {
                speeds[type] = site.between(least[type], most[type]);
            }
            double hours = site.between(0.3, 5);
            for (int gang : new int[] {1, 2, 4, 8}) {
                List<ExecutionStrategy> strategies = new ArrayList<>();
                for (int type = 0; type < speeds.length; type++) {
                    strategies.add(
                            site.strategy(
                                    "rack" + type,
                                    Map.of("gpu", (double) gang),
                                    hours * 3600 / speeds[type]));
                }
                site.classes.put("job%d-x%d".formatted(job, gang), strategies);
            }
        }
        double[] gangs = {0.4 + 0.2 * site.random.nextDouble(), 0.15, 0.35, 0.04};
        double spread = site.between(0.8, 1.8);
        return site.workload(
                "racks-" + seed,
                tasks,
                site.between(leastLoad, mostLoad),
                index -> gangs[index % gangs.length],
                () -> Math.exp(spread * site.random.nextGaussian()));
    }

    /**
     * Pods as of a shared research cluster: nodes of several models and sizes, many shapes, of
     * which a few make up most tasks; pods without accelerator run anywhere, others on one model
     * alone, be it many of them on any model or a few on a scarce one, and run times differ a
     * thousandfold within a shape. What fits where decides.
     */
    public static Workload pods(int tasks, double leastLoad, double mostLoad, long seed) {
        return pods(tasks, leastLoad, mostLoad, false, seed);
    }

    /**
     * The same where the fastest nodes are few, and some pods cannot do without them: who takes
     * them because he can keeps them from those who must.
     */
    public static Workload podsWithScarceModels(
            int tasks, double leastLoad, double mostLoad, long seed) {
        return pods(tasks, leastLoad, mostLoad, true, seed);
    }

    private static Workload pods(
            int tasks, double leastLoad, double mostLoad, boolean scarceAreFast, long seed) {
        SiteDraft site = new SiteDraft(seed);
        int models = 4 + site.random.nextInt(4);
        double[] speeds = new double[models];
        for (int model = 0; model < models; model++) {
            boolean fast = scarceAreFast && model < SCARCE;
            speeds[model] = fast ? site.between(1.2, 2) : site.between(0.4, 1.6);
            int kinds = 1 + site.random.nextInt(3);
            for (int kind = 0; kind < kinds; kind++) {
                int devices = new int[] {1, 2, 2, 4, 8, 8}[site.random.nextInt(6)];
                double cpu = Math.rint(site.between(8, 24) * Math.max(2, devices));
                site.cluster(
                        "model" + model,
                        (int) site.between(1, model < SCARCE ? 3 : 14),
                        Map.of(
                                "cpu",
                                cpu,
                                "mem",
                                Math.rint(cpu * site.between(3000, 8000)),
                                "gpu",
                                (double) devices));
            }
        }
        double withoutDevice = site.between(0.05, 0.4);
        boolean few = scarceAreFast || site.random.nextInt(3) == 0;
        double particular = (few ? 0.1 : 0.7) * site.random.nextDouble();
        int shapes = (int) site.between(50, 200);
        for (int shape = 0; shape < shapes; shape++) {
            Map<String, Double> demand = podDemand(site, withoutDevice);
            double seconds = site.between(1500, 6000);
            boolean anywhere = !demand.containsKey("gpu");
            int only =
                    site.random.nextDouble() < particular
                            ? site.random.nextInt(few ? SCARCE : models)
                            : -1;
            List<ExecutionStrategy> strategies = new ArrayList<>();
            for (int model = 0; model < models; model++) {
                if ((anywhere || only < 0 || only == model) && site.fits("model" + model, demand)) {
                    strategies.add(site.strategy("model" + model, demand, seconds / speeds[model]));
                }
            }
            if (anywhere && !strategies.isEmpty()) {
                ExecutionStrategy any =
                        new ExecutionStrategy(
                                "any", Map.of(), demand, Math.round(1000 * seconds), null);
                strategies = List.of(any);
            }
            if (!strategies.isEmpty()) {
                site.classes.put("pod" + shape, strategies);
            }
        }
        double spread = site.between(1, 2.2);
        return site.workload(
                "pods-" + seed,
                tasks,
                site.between(leastLoad, mostLoad),
                index -> 1 / (1 + 0.1 * index),
                () -> Math.exp(spread * site.random.nextGaussian()));
    }

    private static Map<String, Double> podDemand(SiteDraft site, double withoutDevice) {
        double kind = site.random.nextDouble();
        double gpus = 1;
        if (kind < withoutDevice) {
            gpus = 0;
        } else if (kind < withoutDevice + 0.4) {
            gpus = Math.rint(site.random.nextDouble(1, 10)) / 10;
        } else if (kind > 0.93) {
            gpus = new int[] {2, 4, 8}[site.random.nextInt(3)];
        }
        double cpu = Math.rint(site.between(2, 16) * Math.max(1, gpus));
        Map<String, Double> demand = new TreeMap<>();
        demand.put("cpu", cpu);
        demand.put("mem", Math.rint(cpu * site.between(2000, 8000)));
        if (gpus > 0) {
            demand.put("gpu", gpus);
        }
        return demand;
    }

    /** Inference classes on a cloud, an edge and an end cluster, as in the paper but all drawn. */
    public static Workload tiers(int tasks, double leastLoad, double mostLoad, long seed) {
        SiteDraft site = new SiteDraft(seed);
        String[] tiers = {"cloud", "edge", "end"};
        double[] size = {8, 2, 4};
        for (int tier = 0; tier < tiers.length; tier++) {
            double cpu = Math.rint(size[tier] * site.between(0.7, 2));
            site.cluster(
                    tiers[tier],
                    4 + site.random.nextInt(14),
                    Map.of(
                            "cpu",
                            cpu,
                            "mem",
                            Math.rint(cpu * site.between(3000, 9000)),
                            "accelerator",
                            (double) (1 + site.random.nextInt(4)),
                            "net",
                            10.0));
        }
        int kinds = 3 + site.random.nextInt(6);
        double unit = site.between(0.05, 60);
        for (int each = 0; each < kinds; each++) {
            List<ExecutionStrategy> strategies = new ArrayList<>();
            double seconds = site.between(0.3, 6) * unit;
            double network = site.random.nextInt(3) == 0 ? site.between(0.3, 4) : 0;
            for (String tier : tiers) {
                for (boolean accelerated : new boolean[] {false, true}) {
                    Map<String, Double> demand = new TreeMap<>();
                    demand.put("cpu", milli(site.between(0.08, 3)));
                    demand.put("mem", Math.rint(site.between(80, 2500)));
                    if (accelerated) {
                        demand.put("accelerator", milli(site.between(0.3, 1.9)));
                    }
                    if (network > 0) {
                        demand.put("net", milli(network * site.between(0.6, 1.6)));
                    }
                    double slower = site.between(1, 12);
                    if (site.random.nextInt(3) > 0 && site.fits(tier, demand)) {
                        strategies.add(site.strategy(tier, demand, seconds * slower));
                    }
                }
            }
            if (!strategies.isEmpty()) {
                site.classes.put("class" + each, strategies);
            }
        }
        if (site.classes.isEmpty()) {
            return tiers(tasks, leastLoad, mostLoad, seed + 1_000_003);
        }
        return site.workload(
                "tiers-" + seed,
                tasks,
                site.between(leastLoad, mostLoad),
                index -> 1,
                () -> 1 + 0.02 * (2 * site.random.nextDouble() - 1));
    }

    private static double milli(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
