package org.dsppo.policy.device.batchqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

/** Runs that were worked out on paper; a batch of r takes 1 + r seconds on the whole device. */
final class BatchServerTest {
    private static final ServiceLaw LAW = new ServiceLaw(1, 1, 1, 9);

    @Test
    void servesWhatWaitsInBatchesAndCountsTheTimeOfAll() {
        BatchServer server = server(5, 1, 2, 0, .5, 1, 6);
        // 0-2 one served, 2-5 the two that waited (0.5, 1), 6-8 the last.
        QueueTally tally = server.advanceTo(10);
        assertThat(tally.presentSeconds()).isCloseTo(2 + 4.5 + 4 + 2, within(1e-12));
        assertThat(tally.waitingSeconds()).isCloseTo(1.5 + 1, within(1e-12));
        assertThat(tally.busySeconds()).isCloseTo(2 + 3 + 2, within(1e-12));
        assertThat(tally.batches()).isEqualTo(3);
        assertThat(tally.batchedTasks()).isEqualTo(4);
        assertThat(tally.meanDelaySeconds()).isCloseTo(12.5 / 4, within(1e-12));
    }

    @Test
    void losesWhatFindsTheServerBusyAndTheRoomFull() {
        BatchServer server = server(1, 1, 4, 0, .5, .6, .7, 2.5);
        QueueTally tally = server.advanceTo(4);
        assertThat(tally.arrivals()).isEqualTo(5);
        assertThat(tally.lost()).isEqualTo(2);
        assertThat(tally.lossShare()).isCloseTo(.4, within(1e-12));
        assertThat(server.waiting()).isZero();
    }

    @Test
    void waitsForTheSmallestBatchEvenIfThatIsOneMoreThanPlaces() {
        BatchServer server = server(2, 3, 4, 0, 1, 3);
        QueueTally tally = server.advanceTo(5);
        assertThat(tally.lost()).isZero();
        assertThat(tally.batches()).isEqualTo(1);
        assertThat(tally.waitingSeconds()).isCloseTo(3 + 2, within(1e-12));
    }

    @Test
    void appliesAChangeFromTheNextBatchOn() {
        BatchServer server = server(9, 1, 9, 0, .5);
        server.advanceTo(1);
        server.reconfigure(.1, 1, 9, 0);
        double slow = 1 + Math.log(10) / Math.log(1.9);
        QueueTally tally = server.advanceTo(20);
        assertThat(tally.busySeconds()).isCloseTo(1 + slow, within(1e-12));
    }

    @Test
    void startsNoBatchDuringAPauseAndLosesWhatDoesNotFit() {
        BatchServer server = server(1, 1, 9, .5, .6, 2.5);
        server.advanceTo(.1);
        server.reconfigure(.5, 1, 9, 2);
        QueueTally pause = server.advanceTo(2);
        assertThat(pause.busySeconds()).isZero();
        assertThat(pause.lost()).isEqualTo(1);
        assertThat(server.waiting()).isEqualTo(1);
        QueueTally after = server.advanceTo(2.2);
        assertThat(after.busySeconds()).isCloseTo(.1, within(1e-12));
    }

    @Test
    void refusesAnImpossibleAllocation() {
        BatchServer server = server(2, 1, 9);
        assertThatThrownBy(() -> server.reconfigure(.5, 4, 9, 0))
                .hasMessageContaining("batches of 4 to 9 and 2 places");
    }

    private static BatchServer server(int places, int batchMin, int batchMax, double... times) {
        PrimitiveIterator.OfDouble iterator = Arrays.stream(times).iterator();
        return new BatchServer(
                LAW,
                places,
                () -> iterator.hasNext() ? iterator.nextDouble() : Double.POSITIVE_INFINITY,
                0,
                1,
                batchMin,
                batchMax);
    }
}
