package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dsppo.policy.baseline.Baselines;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

class PolicyBoardTest {

    private static PolicyBoard board() {
        return new PolicyBoard(name -> Baselines.named(name).get(), "greedy");
    }

    private static PolicyStages stages(String name, long revision) {
        return new PolicyStages(name, revision, 1, null, null);
    }

    @Test
    void choosesTheSameWhateverTheOrder() {
        List<PolicyStages> records =
                new ArrayList<>(
                        List.of(
                                stages("greedy", 2),
                                stages("first-fit", 5),
                                stages("first-fit", 3),
                                stages("greedy-fastest-only", 5),
                                stages("unheard-of", 9)));
        for (int seed = 0; seed < 30; seed++) {
            Collections.shuffle(records, new Random(seed));
            PolicyBoard board = board();
            records.forEach(board::put);
            assertThat(board.active()).isEqualTo("first-fit");
            assertThat(board.create().name()).isEqualTo("first-fit");
        }
    }

    @Test
    void appliesARevisionOnce() {
        PolicyBoard board = board();

        assertThat(board.put(stages("first-fit", 3))).isTrue();
        assertThat(board.put(stages("first-fit", 3))).isFalse();
        assertThat(board.put(stages("first-fit", 2))).isFalse();
        assertThat(board.put(stages("first-fit", 4))).isTrue();
        assertThat(board.version()).as("still the same policy").isEqualTo(1);
        board.remove("first-fit");
        assertThat(board.active()).isEqualTo("greedy");
        assertThat(board.version()).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownDefault() {
        assertThatThrownBy(() -> new PolicyBoard(name -> Baselines.named(name).get(), "unheard-of"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard-of");
    }
}
