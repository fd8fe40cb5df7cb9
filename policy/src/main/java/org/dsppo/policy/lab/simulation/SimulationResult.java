package org.dsppo.policy.lab.simulation;

import java.util.List;

/**
 * What happened in a run.
 *
 * @param policy name of the policy
 * @param workload what it was given
 * @param decisions every ASSIGN and REJECT with its outcome, in the order of decision
 */
public record SimulationResult(
        String policy, Workload workload, List<ExecutedDecision> decisions) {}
