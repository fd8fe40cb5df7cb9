package org.dsppo.policy.engine;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever comes, in whatever order: never over capacity, capacity returns exactly, every task ends
 * exactly once, no attempt is placed twice, and nothing is remembered for ever.
 */
class PlacementEnginePropertyTest {

    @Property(tries = 120, shrinking = ShrinkingMode.OFF)
    void keepsItsPromises(@ForAll long seed) {
        play(new EngineTrial(seed, false));
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void keepsThemWhileCapacitiesMoveALittle(@ForAll long seed) {
        play(new EngineTrial(seed, true));
    }

    private static void play(EngineTrial trial) {
        for (int step = 0; step < 150; step++) {
            trial.step();
        }
        trial.drain();
        trial.checkEnd();
    }
}
