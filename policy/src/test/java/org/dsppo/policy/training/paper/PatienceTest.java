package org.dsppo.policy.training.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PatienceTest {

    @Test
    void comparesEpisodesWithThoseOfTheirKind() {
        Patience patience = new Patience(2, new double[0]);
        patience.saw(episode(100, 5));
        patience.saw(episode(2000, 900));
        patience.saw(episode(100, 6));
        patience.saw(episode(100, 6));
        assertThat(patience.isUsedUp()).isFalse();
        patience.saw(episode(2000, 899));
        assertThat(patience.isUsedUp()).isTrue();
        patience.saw(episode(2000, 901));
        assertThat(patience.isUsedUp()).isFalse();
    }

    @Test
    void goesOnFromItsMemory() {
        Patience patience = new Patience(2, new double[0]);
        patience.saw(episode(100, 5));
        patience.saw(episode(100, 4));
        Patience resumed = new Patience(2, patience.memory());
        assertThat(resumed.memory()).containsExactly(1, 100, 5);
        resumed.saw(episode(100, 5));
        assertThat(resumed.isUsedUp()).isTrue();
    }

    private static PaperEpisode episode(int tasks, double reward) {
        return new PaperEpisode(List.of(), new double[] {reward - 1, 1}, tasks, 0);
    }
}
