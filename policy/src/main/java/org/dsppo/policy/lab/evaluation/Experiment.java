package org.dsppo.policy.lab.evaluation;

import java.util.List;

/**
 * A named comparison of policies on the same seeded workloads.
 *
 * @param name as on the command line
 * @param description what it asks
 * @param instances situations to compare in
 * @param measuresRegret true if every heuristic is run as well and policies are judged by the best
 *     of them on each instance
 * @param solvesExactly true if instances are small enough to be solved exactly, and are
 */
public record Experiment(
        String name,
        String description,
        List<ExperimentInstance> instances,
        boolean measuresRegret,
        boolean solvesExactly) {

    /** An experiment whose instances are too large to be solved. */
    public Experiment(
            String name,
            String description,
            List<ExperimentInstance> instances,
            boolean measuresRegret) {
        this(name, description, instances, measuresRegret, false);
    }
}
