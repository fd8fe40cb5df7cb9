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
 * A site of moldable tasks (Feitelson and Rudolph 1996): a class may take one, two or many cores,
 * or a small or a large part of an accelerator, and is the faster for it, but by less than it
 * takes. Who always takes the fastest size does the least with what there is. Every seed is another
 * site.
 */
final class MoldableSite {

    private static final double[] ACCELERATOR_SIZES = {0.125, 0.25, 0.5, 1, 2, 4};

    private final SiteDraft site;
    private final SplittableRandom random;
    private final List<Pool> pools = new ArrayList<>();

    /**
     * Nodes of one kind.
     *
     * @param speed against the slowest
     * @param accelerators 0 where there are only cores
     */
    private record Pool(String name, double speed, int cores, double memory, int accelerators) {}

    private MoldableSite(long seed) {
        this.site = new SiteDraft(seed);
        this.random = site.random();
    }

    /** A site under a load drawn between two, log-uniformly. */
    static Workload of(int tasks, double leastLoad, double mostLoad, long seed) {
        MoldableSite moldable = new MoldableSite(seed);
        moldable.drawPools();
        int classes = (int) moldable.site.between(2, 25);
        double unit = moldable.site.between(0.5, 400);
        for (int number = 0; number < classes; number++) {
            moldable.drawClass("class" + number, unit * moldable.site.between(0.3, 8));
        }
        double load = moldable.site.between(leastLoad, mostLoad);
        return moldable.site.workload("moldable-" + seed, tasks, load, moldable.pattern());
    }

    private void drawPools() {
        boolean accelerated = random.nextInt(3) == 0;
        double spread = site.between(1.2, 12);
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int cores = (int) site.between(4, 65);
            int accelerators = accelerated && random.nextInt(2) == 0 ? 1 + random.nextInt(4) : 0;
            Pool pool =
                    new Pool(
                            "pool" + i,
                            site.between(1, spread),
                            cores,
                            Math.rint(cores * site.between(1000, 8000)),
                            accelerators);
            Map<String, Double> capacity = new TreeMap<>();
            capacity.put("cpu", (double) cores);
            capacity.put("mem", pool.memory);
            if (accelerators > 0) {
                capacity.put("accelerator", (double) accelerators);
            }
            site.cluster(pool.name, (int) site.between(1, 13), capacity);
            pools.add(pool);
        }
    }

    private void drawClass(String name, double seconds) {
        double memory = Math.rint(site.between(100, 12_000));
        double exponent = 0.2 + 0.8 * random.nextDouble();
        int least = (int) site.between(1, 5);
        int step = 2 + random.nextInt(3);
        int sizes = 1 + random.nextInt(5);
        double help = site.between(1, 15);
        List<ExecutionStrategy> strategies = new ArrayList<>();
        while (strategies.isEmpty()) {
            for (Pool pool : pools) {
                double here = seconds / pool.speed * Math.exp(0.15 * random.nextGaussian());
                if (random.nextInt(5) == 0) {
                    continue;
                }
                double size = least;
                for (int i = 0; i < sizes; i++, size *= step) {
                    offer(strategies, pool, "cpu", size, memory, here * power(size, exponent));
                }
                if (pool.accelerators > 0) {
                    int first = random.nextInt(4);
                    for (int i = first; i < Math.min(first + sizes, 6); i++) {
                        double part = ACCELERATOR_SIZES[i];
                        double accelerated = here / help * power(part, exponent);
                        offer(strategies, pool, "accelerator", part, memory, accelerated);
                    }
                }
            }
        }
        site.add(name, strategies);
    }

    private static double power(double size, double exponent) {
        return Math.pow(size, -exponent);
    }

    private void offer(
            List<ExecutionStrategy> into,
            Pool pool,
            String kind,
            double size,
            double memory,
            double seconds) {
        Map<String, Double> demand = new TreeMap<>();
        demand.put("cpu", kind.equals("cpu") ? size : Math.min(1, pool.cores));
        demand.put("mem", Math.min(memory, pool.memory));
        if (!kind.equals("cpu")) {
            demand.put(kind, size);
        }
        if (site.fits(pool.name, demand)) {
            into.add(
                    new ExecutionStrategy(
                            "%s-%s-%s".formatted(pool.name, kind, size),
                            Map.of("pool", pool.name),
                            demand,
                            Math.max(1, Math.round(1000 * seconds)),
                            null));
        }
    }

    private TaskPattern pattern() {
        double skew = 1.2 * random.nextDouble();
        boolean spread = random.nextInt(3) == 0;
        double sigma = site.between(0.2, 1);
        return TaskPattern.of(
                index -> Math.pow(1 + index, -skew),
                () ->
                        spread
                                ? Math.exp(sigma * random.nextGaussian())
                                : 1 + 0.02 * (2 * random.nextDouble() - 1));
    }
}
