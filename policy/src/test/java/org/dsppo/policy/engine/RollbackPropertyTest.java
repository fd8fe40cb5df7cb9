package org.dsppo.policy.engine;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * After a rollback executors go on with the first record of a decision id, which may differ from
 * what the restored engine decided: every task still ends once, and nothing stays reserved.
 */
class RollbackPropertyTest {

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void everyTaskRunsOnceAndTheLedgerReturnsToCapacity(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int lostSteps) {
        RollbackTrial trial = new RollbackTrial(seed);
        trial.run(40, 3);
        trial.crashAfter(lostSteps, 3);
        trial.run(40, 3);
        trial.crashAfter(lostSteps, 3);
        trial.finish();
        trial.checkEnd();
    }
}
