package org.dsppo.policy.training.calibration;

import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.TaskDraw;
import org.dsppo.policy.lab.simulation.TaskPattern;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;

/** Arrivals that a site might see, for who knows no more of it than its catalogue. */
final class MadeUpArrivals {

    private static final double JITTER = 0.02;

    private MadeUpArrivals() {}

    /** Tasks of all classes at a load between two. */
    static Workload on(Catalogue site, int tasks, double least, double most, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 31);
        double[] weights = new double[site.classes().size()];
        double unlike = random.nextInt(2) == 0 ? 0 : 0.6;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(unlike * random.nextGaussian());
        }
        TaskPattern pattern =
                TaskPattern.of(
                        index -> weights[index], () -> 1 + JITTER * (2 * random.nextDouble() - 1));
        if (random.nextInt(6) == 0) {
            pattern = pattern.inSpikes(1 + random.nextInt(4));
        }
        double load = least * Math.exp(random.nextDouble() * Math.log(most / least));
        return new TaskDraw(random).draw(site.name(), site, tasks, load, pattern);
    }
}
