package org.dsppo.policy.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.weights.Block;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * What evolution searches: points stand for weights of a policy. Most coordinates are weights as
 * they are. A weight that shifts with the cell's loads at a known site, c + mᵀ l, has the
 * coordinates c + mᵀ μ and m σ instead, with μ and σ the mean and deviation of the loads there:
 * loads vary far less at one site than over all, and a step should mean as much. A load that does
 * not vary at a site is not searched.
 */
final class SearchSpace {

    /** A load that varies less says nothing at a site. */
    private static final double LEAST_DEVIATION = 0.02;

    private final EvolvedWeights which;
    private final PolicyArtefact start;
    private final int[] positions;
    private final List<LoadShift> shifts = new ArrayList<>();

    /**
     * A weight that shifts with loads.
     *
     * @param constant position of c
     * @param first position of the first of m
     * @param loads of the site
     */
    private record LoadShift(int constant, int first, SiteLoads loads) {

        boolean searches(int load) {
            return loads.deviation(load) >= LEAST_DEVIATION;
        }

        void centre(double[] weights) {
            for (int i = 0; i < FeatureSchema.LOADS; i++) {
                if (searches(i)) {
                    weights[constant] += weights[first + i] * loads.mean(i);
                    weights[first + i] *= loads.deviation(i);
                }
            }
        }

        void restore(double[] weights) {
            for (int i = 0; i < FeatureSchema.LOADS; i++) {
                if (searches(i)) {
                    weights[first + i] /= loads.deviation(i);
                    weights[constant] -= weights[first + i] * loads.mean(i);
                }
            }
        }
    }

    /**
     * @param which weights are searched
     * @param start whose other weights stay
     * @param families in training
     * @throws IllegalArgumentException if the policy has no such weights
     */
    SearchSpace(EvolvedWeights which, PolicyArtefact start, List<TrainingFamily> families) {
        this.which = which;
        this.start = start;
        int[] all = which.positions(start, families);
        if (all.length == 0) {
            throw new IllegalArgumentException(
                    "weights are those of known sites or options, expected families that have some");
        }
        Set<Integer> searched = new HashSet<>();
        Arrays.stream(all).forEach(searched::add);
        if (all[all.length - 1] >= start.shape().offset(Block.KNOWN_SITE)) {
            findShifts(start, SiteLoads.measure(start, families));
            shifts.removeIf(each -> !searched.contains(each.constant));
        }
        for (LoadShift each : shifts) {
            for (int i = 0; i < FeatureSchema.LOADS; i++) {
                if (!each.searches(i)) {
                    searched.remove(each.first + i);
                }
            }
        }
        this.positions = Arrays.stream(all).filter(searched::contains).toArray();
    }

    private void findShifts(PolicyArtefact policy, Map<Integer, SiteLoads> sites) {
        NetworkShape shape = policy.shape();
        for (int score = 0; score < 2; score++) {
            for (Map.Entry<Integer, SiteLoads> site : sites.entrySet()) {
                int own = shape.offsetOfSite(site.getKey(), score);
                int first = own + NetworkShape.LINEAR_SCORE;
                for (String feature : FeatureSchema.LOAD_DEPENDENT) {
                    int constant = own + FeatureSchema.candidate(feature);
                    shifts.add(new LoadShift(constant, first, site.getValue()));
                    first += FeatureSchema.LOADS;
                }
            }
            for (int option = 0; option < policy.knownOptions().size(); option++) {
                SiteLoads loads = sites.get(policy.knownOptions().site(option));
                if (loads != null) {
                    int own = shape.offsetOfOption(option, score);
                    int first = own + FeatureSchema.OPTION_DEPENDENT.size();
                    shifts.add(new LoadShift(own, first, loads));
                }
            }
        }
    }

    /** The point that stands for the policy that the search starts with. */
    double[] origin() {
        double[] weights = centred();
        return Arrays.stream(positions).mapToDouble(at -> weights[at]).toArray();
    }

    private double[] centred() {
        double[] weights = new double[start.weights().length];
        Arrays.setAll(weights, i -> start.weights()[i]);
        shifts.forEach(each -> each.centre(weights));
        return weights;
    }

    /** The policy that a point stands for. */
    PolicyArtefact policy(double[] point) {
        double[] weights = centred();
        for (int i = 0; i < positions.length; i++) {
            weights[positions[i]] = point[i];
        }
        shifts.forEach(each -> each.restore(weights));
        float[] moved = new float[weights.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) weights[i];
        }
        return which.moved(start, moved);
    }
}
