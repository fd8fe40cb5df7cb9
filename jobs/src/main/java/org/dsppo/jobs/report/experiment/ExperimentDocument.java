package org.dsppo.jobs.report.experiment;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.ExperimentResults;

/**
 * {@code results.json}: an experiment's figures with all that is needed to judge them.
 *
 * @param experiment name of the experiment
 * @param description what it asks
 * @param headline the finding in one sentence
 * @param findings one sentence per instance
 * @param provenance how the figures came about
 * @param seeds seeds that every figure is taken over
 * @param policies policies that were asked for
 * @param references heuristics that were run besides
 * @param bounds lower bounds by instance; empty if none were computed
 * @param instances figures by instance
 * @param acrossInstances every policy over all instances, the least regret first; empty for one
 *     instance
 * @param sections what else there is to say, for people
 */
public record ExperimentDocument(
        String experiment,
        String description,
        String headline,
        List<Finding> findings,
        Provenance provenance,
        List<Long> seeds,
        List<String> policies,
        List<String> references,
        Map<String, InstanceBound> bounds,
        List<ExperimentResults.Instance> instances,
        List<AcrossInstances> acrossInstances,
        List<ReportSection> sections) {

    /**
     * What one instance shows.
     *
     * @param instance name of the instance
     * @param text one sentence
     * @param leads true if the policy with the least mean is better than each of the others by an
     *     interval that excludes zero
     * @param level the other policies to which no difference is shown
     */
    public record Finding(String instance, String text, boolean leads, List<String> level) {}

    /** As text, indented. */
    public String json() {
        return FigureJson.indented(this);
    }

    /** Violations in all runs together; 0 when every run passed the audit. */
    public long violations() {
        return instances.stream()
                .flatMap(instance -> instance.policies().stream())
                .mapToLong(ExperimentResults.Policy::violations)
                .sum();
    }
}
