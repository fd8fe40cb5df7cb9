package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.SiteDraft;
import org.dsppo.policy.lab.simulation.TaskPattern;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * A plant: many plain machines, a few with an accelerator that is many times faster for some
 * classes, no help for others, and indispensable for a few. Whoever takes the scarce kind because
 * he can keeps it from those who must. Every seed is another plant.
 */
final class PlantSite {

    private final SiteDraft site;
    private final SplittableRandom random;
    private final List<String> scarce = new ArrayList<>();
    private final double plainCores;

    private PlantSite(long seed) {
        this.site = new SiteDraft(seed);
        this.random = site.random();
        this.plainCores = Math.rint(site.between(4, 33));
    }

    /** A plant under a load drawn between two, log-uniformly. */
    static Workload of(int tasks, double leastLoad, double mostLoad, long seed) {
        PlantSite plant = new PlantSite(seed);
        plant.drawNodes();
        int classes = 2 + plant.random.nextInt(11);
        double unit = plant.site.between(0.2, 60);
        double must = 0.25 * plant.random.nextDouble();
        for (int number = 0; number < classes; number++) {
            plant.drawClass(number, unit * plant.site.between(0.3, 6), must);
        }
        double load = plant.site.between(leastLoad, mostLoad);
        double skew = plant.random.nextDouble();
        TaskPattern pattern =
                TaskPattern.of(
                        index -> Math.pow(1 + index, -skew),
                        () -> 1 + 0.02 * (2 * plant.random.nextDouble() - 1));
        return plant.site.workload("plant-" + seed, tasks, load, pattern);
    }

    private void drawNodes() {
        site.cluster("plain", 4 + random.nextInt(20), capacity(0));
        int kinds = 1 + random.nextInt(3);
        for (int kind = 0; kind < kinds; kind++) {
            String name = "scarce" + kind;
            site.cluster(name, 1 + random.nextInt(4), capacity(1 + random.nextInt(2)));
            scarce.add(name);
        }
    }

    private Map<String, Double> capacity(int accelerators) {
        Map<String, Double> capacity = new TreeMap<>();
        capacity.put("cpu", plainCores);
        capacity.put("mem", plainCores * 4000);
        if (accelerators > 0) {
            capacity.put("accelerator", (double) accelerators);
        }
        return capacity;
    }

    private void drawClass(int number, double seconds, double must) {
        double cores = Math.min(plainCores, Math.rint(100 * site.between(0.5, 5)) / 100);
        Map<String, Double> plain = new TreeMap<>();
        plain.put("cpu", cores);
        plain.put("mem", Math.rint(site.between(100, 4000)));
        Map<String, Double> faster = new TreeMap<>(plain);
        faster.put("cpu", Math.min(cores, 0.5));
        faster.put("accelerator", random.nextInt(3) == 0 ? 0.5 : 1.0);
        boolean onlyScarce = number > 0 && random.nextDouble() < must;
        List<ExecutionStrategy> strategies = new ArrayList<>();
        if (!onlyScarce) {
            strategies.add(site.strategy("plain", plain, seconds));
        }
        for (String kind : scarce) {
            if (onlyScarce || random.nextInt(3) > 0) {
                strategies.add(site.strategy(kind, faster, seconds / site.between(1.5, 50)));
            }
            if (!onlyScarce && random.nextInt(2) == 0) {
                strategies.add(
                        new ExecutionStrategy(
                                kind + "-cores",
                                Map.of("pool", kind),
                                plain,
                                Math.max(1, Math.round(1000 * seconds * site.between(0.7, 1.5))),
                                null));
            }
        }
        site.add("class" + number, strategies);
    }
}
