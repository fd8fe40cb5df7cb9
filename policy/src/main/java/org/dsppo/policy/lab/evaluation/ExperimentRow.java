package org.dsppo.policy.lab.evaluation;

/**
 * What one policy did on one seed of one instance: a line of {@code results.csv}, and one beside
 * it.
 *
 * @param instance name of the instance
 * @param policy name of the policy, with options
 * @param seed seed of the workload
 * @param summary key figures
 * @param waitQuantilesMillis waiting times at 0, 5, …, 100 percent of the finished tasks
 * @param simulationMillis time the simulation took
 * @param distribution how completion is spread, which {@code distributions.csv} holds
 */
public record ExperimentRow(
        String instance,
        String policy,
        long seed,
        RunSummary summary,
        double[] waitQuantilesMillis,
        long simulationMillis,
        RunDistribution distribution) {}
