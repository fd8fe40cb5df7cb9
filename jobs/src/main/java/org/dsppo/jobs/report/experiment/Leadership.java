package org.dsppo.jobs.report.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;

/**
 * Who leads on an instance. A policy leads if the paired interval of every other policy's
 * completion against its own lies above zero; otherwise no difference is shown to some, and nobody
 * leads.
 *
 * @param first the policy with the least mean
 * @param same others that took exactly as long on every seed
 * @param different others that did not, yet to which no difference is shown
 * @param next the best of those to which a difference is shown; null if there is none
 */
record Leadership(Policy first, List<Policy> same, List<Policy> different, Policy next) {

    static Leadership of(Instance instance) {
        Policy first = instance.policies().get(0);
        List<Policy> others = instance.policies().subList(1, instance.policies().size());
        List<Policy> level =
                others.stream()
                        .filter(each -> !excludesZero(each.detail().differenceToFirst()))
                        .toList();
        return new Leadership(
                first,
                level.stream().filter(Leadership::isSame).toList(),
                level.stream().filter(each -> !isSame(each)).toList(),
                others.stream()
                        .filter(each -> excludesZero(each.detail().differenceToFirst()))
                        .findFirst()
                        .orElse(null));
    }

    private static boolean isSame(Policy policy) {
        ConfidenceInterval difference = policy.detail().differenceToFirst();
        return difference.samples() > 1
                && Math.abs(difference.mean()) + difference.halfWidth() < 1e-9;
    }

    /** True if an interval shows a difference; one sample shows none. */
    static boolean excludesZero(ConfidenceInterval difference) {
        return Math.abs(difference.mean()) > difference.halfWidth() + 1e-12;
    }

    /** All to which no difference is shown. */
    List<Policy> level() {
        return Stream.concat(same.stream(), different.stream()).toList();
    }

    /** True if a difference is shown to each of the others, and there are others. */
    boolean leads() {
        return next != null && same.isEmpty() && different.isEmpty();
    }

    /** True if there is no interval to tell by. */
    boolean isOneSeed() {
        return first.completionMillis().samples() < 2;
    }
}
