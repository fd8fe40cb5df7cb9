package org.dsppo.policy.device.d3qn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PrioritisedReplayTest {

    /** With exponent 1, errors of 3 and 1 (and .001 added to both) are drawn about 3 to 1. */
    @Test
    void drawsInProportionToErrors() {
        PrioritisedReplay replay = new PrioritisedReplay(5, 1);
        replay.add(transition(0));
        replay.add(transition(1));
        replay.update(0, 3);
        replay.update(1, -1);
        int[] slots = replay.draw(4000, new SplittableRandom(1));
        int first = 0;
        for (int slot : slots) {
            first += slot == 0 ? 1 : 0;
        }
        assertThat(first / 4000.0).isCloseTo(3.001 / 4.002, within(.01));
        double[] corrections = replay.corrections(new int[] {0, 1}, 1);
        assertThat(corrections[1]).isEqualTo(1);
        assertThat(corrections[0]).isCloseTo(1.001 / 3.001, within(1e-12));
    }

    @Test
    void forgetsTheOldest() {
        PrioritisedReplay replay = new PrioritisedReplay(2, .6);
        for (int action = 0; action < 5; action++) {
            replay.add(transition(action));
        }
        assertThat(replay.get(0).action()).isEqualTo(4);
        assertThat(replay.get(1).action()).isEqualTo(3);
    }

    @Test
    void neverDrawsASlotWithoutWeight() {
        SumTree tree = new SumTree(6);
        tree.set(1, .25);
        tree.set(4, .75);
        assertThat(tree.total()).isEqualTo(1);
        assertThat(tree.find(0)).isEqualTo(1);
        assertThat(tree.find(.2499)).isEqualTo(1);
        assertThat(tree.find(.25)).isEqualTo(4);
        assertThat(tree.find(.9999)).isEqualTo(4);
    }

    private static Transition transition(int action) {
        return new Transition(new float[0], action, 0, new float[0], new boolean[0]);
    }
}
