package org.dsppo.jobs.bench;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;

/** What benchmarks measure: catalogues of any size at the load that they are meant for. */
public final class BenchmarkedCell {

    /** The shipped policy with a set network on top whose weights are random. */
    public static final String SET_NETWORK = "set-network";

    private static final Pattern NAME = Pattern.compile("(i3|ii5)(?::x([1-9]\\d{0,3}))?");
    private static final double JITTER = 0.02;
    private static final int NODES = 33;

    /** As large as training makes it unless told otherwise. */
    private static final int WIDTH = 8;

    private static final int HIDDEN = 24;

    private static final double WEIGHT = 0.01;

    private BenchmarkedCell() {}

    /**
     * Tasks at the rate of the paper's high concurrency on {@code ii5}, two a second, and ten times
     * that on {@code i3}, for each time the 33 nodes of the test bed.
     *
     * @param name {@code ii5} or {@code i3}, and {@code :x100} for a hundred times the nodes
     * @param tasks how many
     * @throws IllegalArgumentException if there is no such catalogue
     */
    public static Workload workload(String name, int tasks) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "catalogue is %s, expected ii5 or i3, or one of them with :x and a factor from 1 to 9999"
                            .formatted(name));
        }
        int factor = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
        Catalogue catalogue = ScaledCatalogue.of(BuiltinCatalogues.named(parts.group(1)), factor);
        double perSecond = (parts.group(1).equals("i3") ? 20.0 : 2.0) * catalogue.nodes().size();
        return WorkloadGenerator.generate(
                catalogue,
                WorkloadRecipe.uniform(tasks)
                        .withHorizon(Math.round(1000.0 * tasks * NODES / perSecond))
                        .withJitter(JITTER),
                1);
    }

    /**
     * Policies by name, {@link #SET_NETWORK} among them.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static Supplier<PlacementPolicy> policies(String name) {
        if (!name.equals(SET_NETWORK)) {
            return Policies.named(name);
        }
        PolicyArtefact deep = Policies.artefact(Policies.DS_PPO).deepened(WIDTH, WIDTH, HIDDEN, 1);
        float[] weights = deep.weights().clone();
        for (int i = deep.shape().shallowWeights(); i < weights.length; i++) {
            // Outputs that are zero would be left out when it serves.
            weights[i] = weights[i] == 0 ? (float) (WEIGHT * Math.sin(i)) : weights[i];
        }
        PolicyArtefact random = deep.withWeights(weights);
        return () -> new DsPpoPolicy(random);
    }
}
