package org.dsppo.jobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.Test;

class DecisionFilterTest {

    private static final long RETENTION = 1_000;

    private final DecisionFilter filter = new DecisionFilter(RETENTION);

    private static PlacementDecision decision(DecisionKind kind, int attempt, long epoch) {
        return new PlacementDecision(
                "t#" + attempt,
                kind == DecisionKind.EPOCH ? null : "t",
                attempt,
                "west",
                epoch,
                kind,
                "room",
                "n1",
                "run",
                null,
                null,
                5,
                0,
                null,
                false,
                null,
                null);
    }

    private boolean accepts(int partition, DecisionKind kind, int attempt, long epoch) {
        return filter.accepts(partition, decision(kind, attempt, epoch), 0);
    }

    @Test
    void whatWasActedOnBeforeItCameToBeIsNotActedOnAgain() {
        filter.remember("t#1", 0);
        assertThat(accepts(0, DecisionKind.ASSIGN, 1, 1)).isFalse();
        assertThat(accepts(0, DecisionKind.CANCEL, 1, 1)).isTrue();
        assertThat(accepts(0, DecisionKind.ASSIGN, 2, 1)).isTrue();
    }

    @Test
    void epochsAreTakenUpByAnotherFilter() {
        assertThat(accepts(3, DecisionKind.EPOCH, 0, 7)).isFalse();
        assertThat(filter.epochs(3)).isEqualTo(Map.of("west", 7L));
        assertThat(filter.epochs(2)).isEmpty();

        DecisionFilter next = new DecisionFilter(RETENTION);
        next.restore(3, filter.epochs(3));
        assertThat(next.accepts(3, decision(DecisionKind.ASSIGN, 1, 6), 0)).isFalse();
        assertThat(next.accepts(2, decision(DecisionKind.ASSIGN, 1, 6), 0)).isTrue();
        assertThat(next.accepts(3, decision(DecisionKind.ASSIGN, 2, 7), 0)).isTrue();
    }
}
