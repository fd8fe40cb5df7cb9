package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.ClusterSubset;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.TaskDraw;
import org.dsppo.policy.lab.simulation.TaskPattern;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Relatives of a test bed: other numbers of nodes, run times and demands some way off, another mix.
 * Every seed is another bed.
 */
final class BedSite {

    private final Catalogue model;
    private final SplittableRandom random;

    private BedSite(Catalogue model, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed * 1_000_003L + 1234567);
    }

    /** A relative under a load drawn between two, log-uniformly. */
    static Workload of(Catalogue model, int tasks, double leastLoad, double mostLoad, long seed) {
        BedSite bed = new BedSite(model, seed);
        Catalogue relative = bed.relative(seed);
        double[] weights = new double[relative.classes().size()];
        double unlike = bed.random.nextInt(2) == 0 ? 0 : 1;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(unlike * bed.random.nextGaussian());
        }
        TaskPattern pattern =
                TaskPattern.of(
                        index -> weights[index],
                        () -> 1 + 0.02 * (2 * bed.random.nextDouble() - 1));
        if (bed.random.nextInt(5) == 0) {
            pattern = pattern.inSpikes(1 + bed.random.nextInt(5));
        }
        double load = bed.between(leastLoad, mostLoad);
        return new TaskDraw(bed.random).draw(relative.name(), relative, tasks, load, pattern);
    }

    private double between(double least, double most) {
        return least * Math.exp(random.nextDouble() * Math.log(most / least));
    }

    private Catalogue relative(long seed) {
        Catalogue sized = ScaledCatalogue.of(model, between(0.3, 1.5));
        boolean wholly = random.nextInt(6) > 0;
        if (!wholly) {
            List<String> tiers =
                    sized.clusters().stream().map(each -> each.tier()).distinct().toList();
            sized = ClusterSubset.ofTier(sized, tiers.get(random.nextInt(tiers.size())));
        }
        double far = 0.35 * random.nextDouble();
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        Catalogue beds = sized;
        sized.classes().forEach((name, list) -> classes.put(name, altered(list, far, beds)));
        return new Catalogue(
                "%s-relative-%d".formatted(model.name(), seed),
                sized.resources(),
                sized.accelerators(),
                sized.clusters(),
                sized.nodes(),
                classes);
    }

    private List<ExecutionStrategy> altered(
            List<ExecutionStrategy> strategies, double far, Catalogue bed) {
        List<ExecutionStrategy> altered = new ArrayList<>();
        for (ExecutionStrategy each : strategies) {
            Map<String, Double> demand = new TreeMap<>();
            each.demand().forEach((kind, amount) -> demand.put(kind, changed(amount, far)));
            double millis = each.runtimeMillis() * Math.exp(far * random.nextGaussian());
            ExecutionStrategy other =
                    new ExecutionStrategy(
                            each.id(),
                            each.nodeSelector(),
                            demand,
                            Math.max(1, Math.round(millis)),
                            null);
            altered.add(fits(other, bed) ? other : each);
        }
        return altered;
    }

    private double changed(double amount, double far) {
        double factor = Math.exp(0.5 * far * random.nextGaussian());
        return Math.rint(1000 * amount * factor) / 1000;
    }

    private static boolean fits(ExecutionStrategy strategy, Catalogue bed) {
        return bed.nodes().stream().anyMatch(node -> fits(strategy, node));
    }

    private static boolean fits(ExecutionStrategy strategy, NodeSpec node) {
        boolean selected =
                strategy.nodeSelector() == null
                        || node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet());
        return selected
                && strategy.demand().entrySet().stream()
                        .allMatch(
                                each ->
                                        each.getValue()
                                                <= node.capacity()
                                                        .getOrDefault(each.getKey(), 0.0));
    }
}
