package org.dsppo.policy.training.ppo;

import java.util.HashMap;
import java.util.Map;
import org.dsppo.policy.lab.simulation.ExecutedDecision;

/** Finds the attempts that decisions led to, one after the other for a task that was lost. */
final class AttemptCursor {

    private final RunCosts costs;
    private final Map<String, Integer> taken = new HashMap<>();

    AttemptCursor(RunCosts costs) {
        this.costs = costs;
    }

    ExecutedDecision next(String taskId) {
        int number = taken.merge(taskId, 1, Integer::sum);
        return costs.attempts(taskId).get(number - 1);
    }
}
