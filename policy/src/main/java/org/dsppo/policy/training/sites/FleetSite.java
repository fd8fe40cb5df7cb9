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
 * A fleet of device kinds whose speeds differ up to a few hundred times, with inference classes
 * that suit some of them better than others. Every seed is another fleet.
 */
final class FleetSite {

    private static final double[] SHARES = {1, 1, 0.5, 0.25};

    private final SiteDraft site;
    private final SplittableRandom random;
    private final List<Kind> kinds = new ArrayList<>();

    /** A device kind: how fast it is against the slowest, and what a node has. */
    private record Kind(String name, double speed, int cores, double memory, int accelerators) {}

    private FleetSite(long seed) {
        this.site = new SiteDraft(seed);
        this.random = site.random();
    }

    /** A fleet under a load drawn between two, log-uniformly. */
    static Workload of(int tasks, double leastLoad, double mostLoad, long seed) {
        FleetSite fleet = new FleetSite(seed);
        fleet.drawKinds();
        fleet.drawClasses(3 + fleet.random.nextInt(13));
        double load = fleet.site.between(leastLoad, mostLoad);
        return fleet.site.workload("fleet-" + seed, tasks, load, fleet.pattern());
    }

    /**
     * A small fleet of which one class makes up nearly all tasks, which come in a few spikes.
     *
     * @param mostLoad work against what the fleet can do between the first and the last spike
     */
    static Workload inBursts(int tasks, double leastLoad, double mostLoad, long seed) {
        FleetSite fleet = new FleetSite(seed);
        fleet.drawKinds();
        fleet.drawClasses(1 + fleet.random.nextInt(4));
        double others = fleet.random.nextInt(2) == 0 ? 0 : 0.3 * fleet.random.nextDouble();
        double load = fleet.site.between(leastLoad, mostLoad);
        TaskPattern pattern =
                TaskPattern.of(index -> index == 0 ? 1 : others, fleet::jitter)
                        .inSpikes(1 + fleet.random.nextInt(6));
        return fleet.site.workload("burst-" + seed, tasks, load, pattern);
    }

    private void drawKinds() {
        int count = 2 + random.nextInt(7);
        double spread = site.between(3, 250);
        for (int i = 0; i < count; i++) {
            int cores = (int) site.between(4, 65);
            int accelerators = random.nextInt(5);
            Kind kind =
                    new Kind(
                            "kind" + i,
                            site.between(1, spread),
                            cores,
                            Math.rint(cores * site.between(1000, 8000)),
                            accelerators);
            Map<String, Double> capacity = new TreeMap<>();
            capacity.put("cpu", (double) cores);
            capacity.put("mem", kind.memory);
            if (accelerators > 0) {
                capacity.put("accelerator", (double) accelerators);
            }
            site.cluster(kind.name, (int) site.between(1, 11), capacity);
            kinds.add(kind);
        }
    }

    private void drawClasses(int count) {
        double unit = site.between(0.2, 100);
        double affinity = 0.6 * random.nextDouble();
        for (int number = 0; number < count; number++) {
            List<ExecutionStrategy> strategies = new ArrayList<>();
            while (strategies.isEmpty()) {
                double seconds = unit * site.between(0.3, 10);
                double share = SHARES[random.nextInt(SHARES.length)];
                double cores = site.between(0.5, 4);
                double memory = site.between(100, 4000);
                for (Kind kind : kinds) {
                    double factor = Math.exp(affinity * random.nextGaussian());
                    if (random.nextInt(4) > 0) {
                        offer(strategies, kind, seconds * factor, share, cores, memory);
                    }
                }
            }
            site.add("class" + number, strategies);
        }
    }

    private void offer(
            List<ExecutionStrategy> into,
            Kind kind,
            double seconds,
            double share,
            double cores,
            double memory) {
        Map<String, Double> demand = new TreeMap<>();
        demand.put("cpu", Math.min(kind.cores, Math.rint(100 * cores) / 100));
        demand.put("mem", Math.min(kind.memory, Math.rint(memory)));
        double shared = 1;
        if (kind.accelerators > 0) {
            demand.put("accelerator", share);
            shared = Math.pow(share, -0.5);
        }
        if (site.fits(kind.name, demand)) {
            into.add(site.strategy(kind.name, demand, seconds * shared / kind.speed));
        }
    }

    private TaskPattern pattern() {
        double skew = 1.5 * random.nextDouble();
        boolean spread = random.nextInt(3) == 0;
        double sigma = site.between(0.3, 1.2);
        TaskPattern pattern =
                TaskPattern.of(
                        index -> Math.pow(1 + index, -skew),
                        () -> spread ? Math.exp(sigma * random.nextGaussian()) : jitter());
        if (random.nextInt(3) > 0) {
            return pattern;
        }
        int turned = random.nextInt(16);
        return pattern.shiftingTo(index -> Math.pow(1 + (index + turned) % 16, -skew));
    }

    private double jitter() {
        return 1 + 0.02 * (2 * random.nextDouble() - 1);
    }
}
