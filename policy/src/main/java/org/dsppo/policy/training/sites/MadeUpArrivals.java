package org.dsppo.policy.training.sites;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.dsppo.policy.lab.simulation.FluidLoad;
import org.dsppo.policy.lab.simulation.TaskDraw;
import org.dsppo.policy.lab.simulation.TaskPattern;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Arrivals that a site might see, for who knows no more of it than its catalogue: mixes from even
 * to skewed, some of which change, run times alike or spread within a class, steady or in bursts.
 */
public final class MadeUpArrivals {

    private static final double JITTER = 0.02;

    /** So often what runs at a time has to change in a sample. */
    private static final double GENERATIONS = 8;

    private static final int MOST = 4;

    private MadeUpArrivals() {}

    /**
     * Tasks that a sample needs on a site so that it shows more than how it fills up.
     *
     * @param least and at most four times as many
     */
    public static int enough(Catalogue site, int least) {
        Map<String, Double> work = new LinkedHashMap<>();
        site.classes().keySet().forEach(each -> work.put(each, 1.0));
        double wanted = GENERATIONS * FluidLoad.tasksAtATime(site.nodes(), site.classes(), work);
        return (int) Math.min((double) MOST * least, Math.max(least, wanted));
    }

    /** Tasks of all classes at a load between two. */
    public static Workload on(Catalogue site, int tasks, double least, double most, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + 31);
        double[] weights = mix(site, random);
        TaskPattern pattern = TaskPattern.of(index -> weights[index], scales(random));
        if (random.nextInt(4) == 0) {
            double[] later = mix(site, random);
            pattern = pattern.shiftingTo(index -> later[index]);
        }
        if (random.nextInt(5) == 0) {
            pattern = pattern.inSpikes(1 + random.nextInt(5));
        }
        double load = least * Math.exp(random.nextDouble() * Math.log(most / least));
        return new TaskDraw(random).draw(site.name(), site, tasks, load, pattern);
    }

    private static double[] mix(Catalogue site, SplittableRandom random) {
        double[] weights = new double[site.classes().size()];
        double unlike = random.nextInt(3) == 0 ? 0 : 1.5 * random.nextDouble();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(unlike * random.nextGaussian());
        }
        return weights;
    }

    /** Of run times within a class. */
    private static DoubleSupplier scales(SplittableRandom random) {
        if (random.nextInt(2) == 0) {
            return () -> 1 + JITTER * (2 * random.nextDouble() - 1);
        }
        double sigma = 0.2 + 0.8 * random.nextDouble();
        return () -> Math.exp(sigma * random.nextGaussian());
    }
}
