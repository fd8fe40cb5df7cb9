package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.emulator.BatchingDevice;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.policy.device.batchqueue.ArrivalTimes;
import org.dsppo.policy.device.batchqueue.QueueTally;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.EpisodeArrivals;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The batching job with Kafka on both ends, across the loss of its machine: nodes report tasks and
 * take up what it writes, and one of them has a burst before the loss.
 */
final class BatchingJobITCase {
    private static final TunedDevice DEVICE = TunedDevice.reference();
    private static final List<String> CLASSES = List.of("resnet-50", "vgg-16", "densenet-121");
    private static final double[] CALM = {40, 20, 30};

    /** More than equal shares can serve: 126 vgg-16 a second in batches of 8 on a third. */
    private static final double BURST = 160;

    private static final int EQUAL_PERCENT = 33;

    /** The gate stays shut until tasks wait in earnest, however unevenly events are read. */
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "batching.step",
                    "500 ms",
                    "batching.gate",
                    "10",
                    "batching.repeat.interval",
                    "1 s");

    private static final int REPEATS = 4;

    @TempDir private Path folder;

    private final List<Allocation> written = new ArrayList<>();

    /** First offset that was not read yet, by partition. */
    private final Map<Integer, Long> next = new HashMap<>();

    private double vggRate = CALM[1];

    @Test
    void sharesFollowABurstAndStayThroughALossOfTheMachine() throws Exception {
        try (LiveSystem system = new LiveSystem(TestCatalogue.of(1, 1), folder)) {
            long start = System.currentTimeMillis();
            BatchingDevice bursting = device(system, "bursting", start, true);
            BatchingDevice untuned = device(null, "untuned", start, true);
            BatchingDevice calm = device(system, "calm", start, false);
            Runnable pass =
                    () -> {
                        long now = System.currentTimeMillis();
                        List.of(bursting, untuned, calm).forEach(each -> each.advanceTo(now));
                        take(system, List.of(bursting, calm));
                    };
            system.startBatchingJob(2, null, Duration.ofHours(1), OPTIONS);
            system.await(
                    "both nodes were told their first shares",
                    () ->
                            classesOf(after(pass), "bursting").containsAll(CLASSES)
                                    && classesOf(written, "calm").containsAll(CLASSES));
            assertThat(written).allMatch(each -> each.sharePercent() == EQUAL_PERCENT);

            vggRate = BURST;
            system.await(
                    "the burst has its share", () -> !after(pass).isEmpty() && percent(1) >= 50);
            QueueTally tunedBefore = bursting.tally();
            QueueTally untunedBefore = untuned.tally();
            system.await(
                    "the burst went on",
                    () -> !after(pass).isEmpty() && served(bursting, tunedBefore) >= 500);
            assertThat(percent(0) + percent(1) + percent(2)).isLessThanOrEqualTo(100);
            assertThat(bursting.percent(1)).isEqualTo(percent(1));
            QueueTally tuned = bursting.tally().minus(tunedBefore);
            QueueTally equal = untuned.tally().minus(untunedBefore);
            assertThat(tuned.meanDelaySeconds()).isLessThan(.6 * equal.meanDelaySeconds());
            assertThat(tuned.lossShare()).isLessThan(equal.lossShare());

            vggRate = CALM[1];
            int burstEnd = written.size();
            system.await(
                    "nothing changes any more",
                    () -> isSettled(vggPercents(after(pass), burstEnd)));
            assertThat(percent(1)).isNotEqualTo(EQUAL_PERCENT);
            system.checkpoint();
            system.replaceTaskManager();
            int loss = after(pass).size();
            system.await("the job goes on", () -> vggPercents(after(pass), loss).size() >= REPEATS);
            // A node that the job had forgotten would be told equal shares, as at first.
            assertThat(vggPercents(written, loss)).doesNotContain(EQUAL_PERCENT);
            assertThat(written)
                    .filteredOn(each -> each.nodeId().equals("calm"))
                    .allMatch(each -> each.sharePercent() == EQUAL_PERCENT);
        }
    }

    /** Shares of vgg-16 that the bursting node was told, from a record on. */
    private static List<Integer> vggPercents(List<Allocation> written, int from) {
        return written.subList(from, written.size()).stream()
                .filter(each -> each.nodeId().equals("bursting"))
                .filter(each -> each.taskClass().equals(CLASSES.get(1)))
                .map(Allocation::sharePercent)
                .toList();
    }

    private static boolean isSettled(List<Integer> percents) {
        int size = percents.size();
        return size >= REPEATS
                && percents.subList(size - REPEATS, size).stream().distinct().count() == 1;
    }

    /** Classes of which a node was told something. */
    private static Set<String> classesOf(List<Allocation> written, String nodeId) {
        return written.stream()
                .filter(each -> each.nodeId().equals(nodeId))
                .map(Allocation::taskClass)
                .collect(Collectors.toSet());
    }

    private static long served(BatchingDevice device, QueueTally before) {
        QueueTally since = device.tally().minus(before);
        return since.arrivals() - since.lost();
    }

    private List<Allocation> after(Runnable pass) {
        pass.run();
        return written;
    }

    /** The share of a class that the bursting node was last told. */
    private int percent(int at) {
        int percent = 0;
        for (Allocation each : written) {
            if (each.nodeId().equals("bursting") && each.taskClass().equals(CLASSES.get(at))) {
                percent = each.sharePercent();
            }
        }
        return percent;
    }

    private void take(LiveSystem system, List<BatchingDevice> devices) {
        for (ConsumerRecord<String, byte[]> record : system.read(Topic.ALLOCATIONS, 0)) {
            if (record.offset() >= next.getOrDefault(record.partition(), 0L)) {
                next.put(record.partition(), record.offset() + 1);
                Allocation allocation = allocation(record);
                written.add(allocation);
                devices.forEach(device -> device.apply(allocation));
            }
        }
    }

    private static Allocation allocation(ConsumerRecord<String, byte[]> record) {
        try {
            Allocation allocation = MessageCodecs.ALLOCATION.decode(record.value());
            assertThat(record.key()).isEqualTo(allocation.nodeId());
            return allocation;
        } catch (InvalidMessageException e) {
            throw new AssertionError("the job wrote an invalid allocation", e);
        }
    }

    private BatchingDevice device(
            LiveSystem system, String nodeId, long startMillis, boolean bursts) {
        List<ArrivalTimes> times = new ArrayList<>();
        for (int at = 0; at < CALM.length; at++) {
            times.add(new Regular(at, bursts));
        }
        return new BatchingDevice(
                nodeId,
                DEVICE,
                new EpisodeArrivals(null, times),
                DeviceConfiguration.initial(DEVICE),
                startMillis,
                0,
                event -> send(system, event));
    }

    private static void send(LiveSystem system, TaskEvent event) {
        if (system != null) {
            system.send(Topic.TASK_EVENTS, event.taskId(), MessageCodecs.TASK_EVENT.encode(event));
        }
    }

    /** Arrivals at equal distances. */
    private final class Regular implements ArrivalTimes {
        private final int at;
        private final boolean bursts;
        private double last = EpisodeArrivals.START_SECONDS;

        Regular(int at, boolean bursts) {
            this.at = at;
            this.bursts = bursts;
        }

        @Override
        public double next() {
            last += 1 / (at == 1 && bursts ? vggRate : CALM[at]);
            return last;
        }
    }
}
