package org.dsppo.jobs.report.experiment;

import java.util.List;

/**
 * Lower bounds on the mean completion of one instance.
 *
 * @param lb0Millis mean of the least run times, over all seeds
 * @param lpMillis the capacity-aware linear program, mean over {@code lpSeeds}; null if it was not
 *     solved
 * @param lpSeeds seeds it was solved for
 * @param bestMillis least mean completion of any policy over those same seeds; null without them
 * @param gap that over the bound, 1 being optimal; null without it
 */
public record InstanceBound(
        double lb0Millis, Double lpMillis, List<Long> lpSeeds, Double bestMillis, Double gap) {}
