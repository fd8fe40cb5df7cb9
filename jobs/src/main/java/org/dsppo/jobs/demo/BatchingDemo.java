package org.dsppo.jobs.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.dsppo.jobs.BatchingJob;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.BatchingDevice;
import org.dsppo.jobs.emulator.TaskEventSender;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.BatchingJobOptions;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.policy.device.batchqueue.QueueTally;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.EpisodeArrivals;
import org.dsppo.policy.device.tuning.Scenario;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;

/**
 * Two emulated nodes with the same bursty arrivals: one keeps equal shares, the other reports its
 * tasks to the batching job over Kafka and takes up what the job writes. What happens before the
 * job's first allocation does not count for either.
 */
public final class BatchingDemo {
    public static final int LEAST_SECONDS = 10;

    private static final String TUNED = "tuned";
    private static final String EQUAL = "equal";
    private static final int PARTITIONS = 2;
    private static final long LOOK_MILLIS = 10;
    private static final long MOST_AT_ONCE_MILLIS = 20;
    private static final long START_SECONDS = 120;
    private static final double BURST = 2.5;
    private static final long AFTER_BURST_MILLIS = 2_500;

    private final int seconds;
    private final Progress progress;
    private final Scenario scenario = Scenario.named("bursty");
    private final TunedDevice device = TunedDevice.reference();
    private final long seed;
    private final Topics topics = new Topics(Topic.DEFAULT_PREFIX);
    private final List<Allocation> changes = new ArrayList<>();
    private int read;
    private long lagMillis;

    public BatchingDemo(int seconds, long seed, Progress progress) {
        this.seconds = seconds;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @throws RunFailedException if the job does not start or ends by itself
     */
    public BatchingDemoResult run() throws InterruptedException {
        progress.say("starting Kafka ...");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            Properties connection = kafka.connection();
            try (Admin admin = Admin.create(connection)) {
                topics.create(admin, PARTITIONS, (short) 1);
            }
            progress.say("starting Flink and the batching job ...");
            try (TaskEventSender events = new TaskEventSender(connection, topics);
                    KafkaConsumer<String, byte[]> written = consumer(connection);
                    EmbeddedFlink flink = startJob(connection)) {
                awaitRunning(flink);
                return watch(events, written, flink);
            }
        }
    }

    private EmbeddedFlink startJob(Properties connection) {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, connection.getProperty("bootstrap.servers"));
        options.set(JobOptions.GROUP_ID, BatchingJob.NAME);
        options.set(BatchingJobOptions.FORGET, Duration.ofMinutes(1));
        return EmbeddedFlink.start(BatchingJob.NAME, 1, env -> BatchingJob.define(env, options));
    }

    private void awaitRunning(EmbeddedFlink flink) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!flink.status().name().equals("RUNNING")) {
            if (flink.status().isGloballyTerminalState() || System.nanoTime() > deadline) {
                throw new RunFailedException("the batching job does not run: " + flink.status());
            }
            TimeUnit.MILLISECONDS.sleep(10 * LOOK_MILLIS);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(Properties connection) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ConsumerConfig.GROUP_ID_CONFIG, "dsppo-demo");
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.name(Topic.ALLOCATIONS)));
        return consumer;
    }

    private BatchingDemoResult watch(
            TaskEventSender events, KafkaConsumer<String, byte[]> written, EmbeddedFlink flink) {
        long start = System.currentTimeMillis();
        DeviceConfiguration initial = DeviceConfiguration.initial(device);
        EpisodeArrivals arrivals = EpisodeArrivals.of(device, scenario, seed);
        BatchingDevice tuned =
                new BatchingDevice(TUNED, device, arrivals, initial, start, 0, events::send);
        BatchingDevice equal =
                new BatchingDevice(
                        EQUAL,
                        device,
                        EpisodeArrivals.of(device, scenario, seed),
                        initial,
                        start,
                        0,
                        event -> {});
        DemoClock clock = new DemoClock(start, MOST_AT_ONCE_MILLIS);
        long measureFrom = Long.MAX_VALUE;
        QueueTally tunedBefore = QueueTally.EMPTY;
        QueueTally equalBefore = QueueTally.EMPTY;
        long shownAt = start;
        long now = start;
        while (measureFrom == Long.MAX_VALUE
                || now < measureFrom + TimeUnit.SECONDS.toMillis(seconds)) {
            now = clock.advance(System.currentTimeMillis());
            tuned.advanceTo(now);
            equal.advanceTo(now);
            take(written, tuned, now);
            if (measureFrom == Long.MAX_VALUE && read > 0) {
                measureFrom = now;
                tunedBefore = tuned.tally();
                equalBefore = equal.tally();
            }
            requireHealthy(events, flink, measureFrom == Long.MAX_VALUE, now - start);
            if (now - shownAt >= TimeUnit.SECONDS.toMillis(1)) {
                shownAt = now;
                progress.show(
                        line(
                                (now - start) / 1000,
                                tuned,
                                tuned.tally().minus(tunedBefore),
                                equal.tally().minus(equalBefore)));
            }
        }
        progress.clear();
        return new BatchingDemoResult(
                seconds,
                tuned.tally().minus(tunedBefore),
                equal.tally().minus(equalBefore),
                read,
                changes.size(),
                afterBursts(arrivals, start),
                (double) lagMillis / Math.max(read, 1));
    }

    private static void requireHealthy(
            TaskEventSender events, EmbeddedFlink flink, boolean silent, long sinceStart) {
        events.requireHealthy();
        if (flink.status().isGloballyTerminalState()) {
            throw new RunFailedException("the batching job ended: " + flink.status());
        }
        if (silent && sinceStart > TimeUnit.SECONDS.toMillis(START_SECONDS)) {
            throw new RunFailedException(
                    "the batching job wrote nothing in %d s".formatted(START_SECONDS));
        }
    }

    private void take(KafkaConsumer<String, byte[]> written, BatchingDevice tuned, long now) {
        for (ConsumerRecord<String, byte[]> record : written.poll(Duration.ofMillis(LOOK_MILLIS))) {
            try {
                Allocation allocation = MessageCodecs.ALLOCATION.decode(record.value());
                if (tuned.apply(allocation)) {
                    changes.add(allocation);
                }
                read++;
                lagMillis += Math.max(now - allocation.atMillis(), 0);
            } catch (InvalidMessageException e) {
                throw new IllegalStateException("the job wrote an invalid allocation", e);
            }
        }
    }

    /** Changes within two steps after the true rate of some class rose steeply. */
    private int afterBursts(EpisodeArrivals arrivals, long start) {
        int count = 0;
        for (Allocation allocation : changes) {
            double now = EpisodeArrivals.START_SECONDS + (allocation.atMillis() - start) / 1000.0;
            double before = now - AFTER_BURST_MILLIS / 1000.0;
            boolean burst = false;
            for (int at = 0; at < device.size(); at++) {
                burst |= arrivals.rates().at(at, now) > BURST * arrivals.rates().at(at, before);
            }
            count += burst ? 1 : 0;
        }
        return count;
    }

    private String line(long second, BatchingDevice tuned, QueueTally ofTuned, QueueTally ofEqual) {
        StringBuilder line = new StringBuilder();
        line.append("%3d s".formatted(second));
        for (int at = 0; at < device.size(); at++) {
            line.append(
                    "  %s %d %% b%d"
                            .formatted(
                                    device.tunedClass(at).name(),
                                    tuned.percent(at),
                                    tuned.batchMax(at)));
        }
        line.append(figures("tuned", ofTuned)).append(figures("equal", ofEqual));
        return line.toString();
    }

    private static String figures(String name, QueueTally tally) {
        return String.format(
                Locale.ROOT,
                "  %s %.0f ms %.1f %% lost",
                name,
                1000 * tally.meanDelaySeconds(),
                100 * tally.lossShare());
    }
}
