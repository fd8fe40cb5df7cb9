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
 * A site thrown together: nodes with any of four kinds of resources, each class with ways to run
 * that take any of them, here a plain one, there one on a rare device, sometimes only one in all.
 * Nothing is assumed of what makes sites alike. Every seed is another site.
 */
final class HybridSite {

    private static final List<String> KINDS = List.of("cpu", "accelerator", "gpu", "net");
    private static final int WAYS = 3;

    private final SiteDraft site;
    private final SplittableRandom random;
    private final List<Map<String, Double>> pools = new ArrayList<>();
    private final List<Double> speeds = new ArrayList<>();

    private HybridSite(long seed) {
        this.site = new SiteDraft(seed);
        this.random = site.random();
    }

    /** A site under a load drawn between two, log-uniformly. */
    static Workload of(int tasks, double leastLoad, double mostLoad, long seed) {
        HybridSite hybrid = new HybridSite(seed);
        double spread = hybrid.site.between(1.5, 40);
        int count = 2 + hybrid.random.nextInt(5);
        for (int pool = 0; pool < count; pool++) {
            hybrid.drawPool(pool, hybrid.site.between(1, spread));
        }
        int classes = (int) hybrid.site.between(1, 36);
        double unit = hybrid.site.between(0.3, 120);
        for (int number = 0; number < classes; number++) {
            hybrid.drawClass("class" + number, unit * hybrid.site.between(0.2, 5));
        }
        double load = hybrid.site.between(leastLoad, mostLoad);
        return hybrid.site.workload("hybrid-" + seed, tasks, load, hybrid.pattern());
    }

    private void drawPool(int number, double speed) {
        Map<String, Double> capacity = new TreeMap<>();
        capacity.put("cpu", Math.rint(site.between(2, 60)));
        if (random.nextInt(2) == 0) {
            capacity.put(random.nextBoolean() ? "gpu" : "accelerator", 1.0 + random.nextInt(8));
        }
        if (random.nextInt(3) == 0) {
            capacity.put("net", Math.rint(site.between(1, 40)));
        }
        site.cluster("pool" + number, (int) site.between(1, 15), capacity);
        pools.add(capacity);
        speeds.add(speed);
    }

    private void drawClass(String name, double seconds) {
        boolean rare = random.nextInt(6) == 0;
        List<ExecutionStrategy> strategies = new ArrayList<>();
        while (strategies.isEmpty()) {
            for (int pool = 0; pool < pools.size(); pool++) {
                if (random.nextInt(4) == 0) {
                    continue;
                }
                int ways = 1 + random.nextInt(WAYS);
                for (int way = 0; way < ways; way++) {
                    if (!rare || strategies.isEmpty()) {
                        offer(strategies, pool, way, seconds);
                    }
                }
            }
        }
        site.add(name, strategies);
    }

    private void offer(List<ExecutionStrategy> into, int pool, int way, double seconds) {
        Map<String, Double> capacity = pools.get(pool);
        Map<String, Double> demand = new TreeMap<>();
        double faster = speeds.get(pool);
        for (String kind : KINDS) {
            boolean device = kind.equals("gpu") || kind.equals("accelerator");
            if (!capacity.containsKey(kind) || (!kind.equals("cpu") && random.nextBoolean())) {
                continue;
            }
            double most = device ? 1 : 0.5 * capacity.get(kind);
            double amount = Math.max(0.01, Math.rint(100 * most * site.between(0.05, 1)) / 100);
            demand.put(kind, amount);
            faster *= device ? site.between(1.5, 20) : Math.pow(amount, 0.5 * random.nextDouble());
        }
        String name = "pool" + pool;
        if (site.fits(name, demand)) {
            into.add(
                    new ExecutionStrategy(
                            "%s-%d".formatted(name, way),
                            Map.of("pool", name),
                            demand,
                            Math.max(1, Math.round(1000 * seconds / faster)),
                            null));
        }
    }

    private TaskPattern pattern() {
        double unlike = random.nextDouble();
        double[] weights = new double[site.classes()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(unlike * random.nextGaussian());
        }
        double sigma = random.nextInt(2) == 0 ? 0.02 : site.between(0.1, 0.8);
        TaskPattern pattern =
                TaskPattern.of(
                        index -> weights[index], () -> Math.exp(sigma * random.nextGaussian()));
        return random.nextInt(4) == 0 ? pattern.inSpikes(2 + random.nextInt(5)) : pattern;
    }
}
