package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dsppo.operators.state.EpochState;
import org.junit.jupiter.api.Test;

class EpochsTest {

    @Test
    void startsAtOneAndCountsRunsThatNeverWroteASnapshot() {
        assertThat(Epochs.next(List.of(), "job", 0)).isEqualTo(1);
        assertThat(Epochs.next(List.of(), "job", 2)).isEqualTo(3);
    }

    @Test
    void countsCrashesSinceTheSnapshotOfTheSameJob() {
        EpochState written = new EpochState("job", 1, 5);

        assertThat(Epochs.next(List.of(written), "job", 2)).isEqualTo(6);
        assertThat(Epochs.next(List.of(written), "job", 4)).isEqualTo(8);
    }

    @Test
    void countsOneForANewJobOrANewAttemptCount() {
        List<EpochState> written =
                List.of(new EpochState("job", 3, 7), new EpochState("job", 3, 7));

        assertThat(Epochs.next(written, "another", 0)).isEqualTo(8);
        assertThat(Epochs.next(written, "job", 0)).isEqualTo(8);
    }
}
