package org.dsppo.policy.training.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;

/** Makes lessons for a gate: runs all experts on samples, and watches the first. */
public final class GateObservation {

    private GateObservation() {}

    /**
     * @param policies the linear path as it is, then with each expert instead
     */
    public static GateLessons of(
            List<Supplier<PlacementPolicy>> policies,
            List<FamilySample> samples,
            FamilyEvaluator evaluator) {
        double[][] completions = evaluator.logCompletions(policies, samples);
        double[][] costs = new double[samples.size()][policies.size()];
        for (int sample = 0; sample < samples.size(); sample++) {
            for (int policy = 0; policy < policies.size(); policy++) {
                costs[sample][policy] = completions[policy][sample] - completions[0][sample];
            }
        }
        return new GateLessons(watched(policies.get(0), samples, evaluator), costs);
    }

    /** Moments of runs of a policy on samples. */
    public static List<GateExample> watched(
            Supplier<PlacementPolicy> policy,
            List<FamilySample> samples,
            FamilyEvaluator evaluator) {
        List<GateExample> examples = new ArrayList<>();
        List<List<GateExample>> bySample =
                evaluator.each(
                        samples,
                        (number, run) -> {
                            List<SiteWatch> watches = new ArrayList<>();
                            run.completionMillis(
                                    () -> {
                                        SiteWatch watch = new SiteWatch(number, policy.get());
                                        watches.add(watch);
                                        return watch;
                                    });
                            List<GateExample> own = new ArrayList<>();
                            watches.forEach(watch -> own.addAll(watch.examples()));
                            return own;
                        });
        bySample.forEach(examples::addAll);
        return examples;
    }
}
