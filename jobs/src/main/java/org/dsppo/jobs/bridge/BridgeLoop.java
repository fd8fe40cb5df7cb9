package org.dsppo.jobs.bridge;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;

/**
 * The one thread that the logic runs on: hands it what informers and calls bring, decisions, and
 * heartbeats.
 */
final class BridgeLoop {

    private static final Duration POLL = Duration.ofMillis(10);

    /**
     * What is bound is known by itself; read are the records about what waits, and as many more as
     * may have come while nobody led, or before the mark of the job's present epoch.
     */
    private static final long AT_LEAST_MILLIS = 3_600_000;

    private final BridgeSettings settings;
    private final Properties connection;
    private final Topics topics;
    private final LongSupplier clock;
    private final BlockingQueue<Consumer<BridgeLogic>> inbox = new LinkedBlockingQueue<>();

    BridgeLoop(BridgeSettings settings, Properties connection, Topics topics, LongSupplier clock) {
        this.settings = settings;
        this.connection = connection;
        this.topics = topics;
        this.clock = clock;
    }

    /** Hands something over, from any thread. */
    void hand(Consumer<BridgeLogic> news) {
        inbox.add(news);
    }

    /**
     * Works until it is interrupted.
     *
     * @param oldestMillis when the oldest workload that waits was made, epoch milliseconds
     * @param running is told once it acts
     */
    void run(BridgeLogic logic, KafkaSchedulerInput output, long oldestMillis, Runnable running)
            throws InterruptedException {
        try {
            work(logic, output, oldestMillis, running);
        } catch (InterruptException e) {
            // What Kafka's clients make of it. It sets the flag again, which closing must not see.
            Thread.interrupted();
        }
        throw new InterruptedException();
    }

    private void work(
            BridgeLogic logic, KafkaSchedulerInput output, long oldestMillis, Runnable running) {
        drain(logic);
        long since = Math.max(1, Math.min(oldestMillis, clock.getAsLong()) - AT_LEAST_MILLIS);
        TopicScan scan = new TopicScan(connection);
        scan.read(topics.name(Topic.TASKS), since, each -> recorded(logic, each));
        try (KafkaConsumer<String, byte[]> consumer = scan.consumer()) {
            replay(logic, consumer, since);
            drain(logic);
            logic.begin(clock.getAsLong());
            running.run();
            long beatAt = 0;
            while (!Thread.interrupted()) {
                drain(logic);
                consumer.poll(POLL).forEach(each -> decided(logic, each));
                if (clock.getAsLong() >= beatAt) {
                    beatAt = clock.getAsLong() + settings.heartbeat().toMillis();
                    logic.beat(clock.getAsLong());
                }
                output.check();
            }
        }
    }

    private void drain(BridgeLogic logic) {
        for (Consumer<BridgeLogic> news = inbox.poll(); news != null; news = inbox.poll()) {
            news.accept(logic);
        }
    }

    /** Reads decisions from a time to where they end now. */
    private void replay(BridgeLogic logic, KafkaConsumer<String, byte[]> consumer, long since) {
        List<TopicPartition> partitions =
                TopicScan.partitions(consumer, topics.name(Topic.DECISIONS));
        consumer.assign(partitions);
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        for (TopicPartition each : partitions) {
            consumer.seek(
                    each, found.get(each) == null ? ends.get(each) : found.get(each).offset());
        }
        while (ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())
                || !ends.isEmpty()) {
            consumer.poll(POLL).forEach(each -> decided(logic, each));
        }
    }

    private void decided(BridgeLogic logic, ConsumerRecord<String, byte[]> message) {
        try {
            logic.decided(
                    message.partition(),
                    MessageCodecs.PLACEMENT_DECISION.decode(message.value()),
                    clock.getAsLong());
        } catch (InvalidMessageException e) {
            // Whatever wrote that, it was not a job that this version knows.
        }
    }

    private static void recorded(BridgeLogic logic, ConsumerRecord<String, byte[]> message) {
        try {
            logic.recorded(MessageCodecs.TASK_MESSAGE.decode(message.value()));
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it.
        }
    }
}
