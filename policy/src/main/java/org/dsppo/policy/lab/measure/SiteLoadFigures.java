package org.dsppo.policy.lab.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/**
 * The measure on one site at one load.
 *
 * @param site its name
 * @param kind of the site
 * @param arrivals how its tasks come in
 * @param load of what it carries
 * @param tasks of a sample
 * @param heuristics number that decide differently on this site
 * @param reference the heuristic that is best on the mean of samples of choice
 * @param referenceMillis its mean completions on the samples that are judged by
 * @param hindsight the heuristic that is best on the mean of those
 * @param hindsightMillis its mean completions there
 * @param policies what is judged
 * @param millis time that all of this took
 * @param simulations of heuristics that were not in the cache
 */
public record SiteLoadFigures(
        String site,
        String kind,
        String arrivals,
        double load,
        int tasks,
        int heuristics,
        String reference,
        double[] referenceMillis,
        String hindsight,
        double[] hindsightMillis,
        List<Judged> policies,
        long millis,
        long simulations) {

    /**
     * A policy on one site at one load.
     *
     * @param policy its name
     * @param completionMillis mean completions on the samples; where a run was cut off, the least
     * @param ratio mean of them over that of the reference
     * @param low lower end of the 95 % interval of the ratio, pair by pair
     * @param high upper end
     * @param hindsightRatio mean over that of the hindsight choice
     * @param cutOff runs that were cut off
     * @param unfinished tasks that never ended
     * @param violations rules that runs broke
     */
    public record Judged(
            String policy,
            double[] completionMillis,
            double ratio,
            double low,
            double high,
            double hindsightRatio,
            int cutOff,
            int unfinished,
            long violations) {

        /**
         * Compares sample by sample.
         *
         * @param millis mean completions of the policy
         * @param referenceMillis of the reference on the same samples
         * @param hindsightMillis of the hindsight choice on the same samples
         */
        static Judged of(
                String policy,
                double[] millis,
                double[] referenceMillis,
                double[] hindsightMillis,
                int cutOff,
                int unfinished,
                long violations) {
            double[] logs = new double[millis.length];
            Arrays.setAll(logs, i -> Math.log(millis[i] / referenceMillis[i]));
            ConfidenceInterval interval = ConfidenceInterval.of(logs);
            return new Judged(
                    policy,
                    millis,
                    mean(millis) / mean(referenceMillis),
                    Math.exp(interval.mean() - interval.halfWidth()),
                    Math.exp(interval.mean() + interval.halfWidth()),
                    mean(millis) / mean(hindsightMillis),
                    cutOff,
                    unfinished,
                    violations);
        }

        /** True if it is sure to be above. */
        public boolean isAbove(double ratio) {
            return low > ratio;
        }
    }

    /** What is said of a policy here. */
    public Judged of(String policy) {
        return policies.stream()
                .filter(each -> each.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    /** Mean over samples. */
    public static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }
}
