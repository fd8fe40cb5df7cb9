package org.dsppo.jobs.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;

/**
 * Runs a {@link DeviceEmulator} against Kafka on a thread of its own.
 *
 * <p>Submissions are read from the beginning, since decisions only name tasks; decisions from where
 * the topic ends when the emulator starts, as by devices that have just booted. Submissions of
 * tasks that ended before that stay in memory.
 */
public final class KafkaEmulator implements AutoCloseable {

    private static final long LONGEST_POLL_MILLIS = 100;

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaOutput output;
    private final DeviceEmulator devices;
    private final LongSupplier clock;
    private final String taskTopic;
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final AtomicLong undecodable = new AtomicLong();
    private final Thread thread = new Thread(this::run, "device-emulator");
    private volatile boolean closing;
    private volatile RuntimeException failure;

    private KafkaEmulator(
            Catalogue catalogue,
            EmulatorOptions options,
            Properties connection,
            Topics topics,
            EmulatorObserver observer,
            LongSupplier clock) {
        this.clock = clock;
        this.taskTopic = topics.name(Topic.TASKS);
        this.output = new KafkaOutput(connection, topics);
        this.devices = new DeviceEmulator(catalogue, options, output, observer, clock.getAsLong());
        this.consumer = consumer(connection);
        List<TopicPartition> decisions = partitions(topics.name(Topic.DECISIONS));
        List<TopicPartition> tasks = partitions(taskTopic);
        List<TopicPartition> all = new ArrayList<>(decisions);
        all.addAll(tasks);
        consumer.assign(all);
        consumer.seekToBeginning(tasks);
        consumer.seekToEnd(decisions);
        // Seeking is lazy: a decision written from now on must not be skipped.
        decisions.forEach(consumer::position);
    }

    /**
     * Boots the devices and starts their telemetry.
     *
     * @param catalogue which devices there are and what runs how long on them
     * @param connection settings of Kafka clients, {@code bootstrap.servers} at least
     * @param clock epoch milliseconds
     * @throws IllegalArgumentException if a disturbance names a node that the catalogue lacks
     */
    public static KafkaEmulator start(
            Catalogue catalogue,
            EmulatorOptions options,
            Properties connection,
            Topics topics,
            EmulatorObserver observer,
            LongSupplier clock) {
        KafkaEmulator emulator =
                new KafkaEmulator(catalogue, options, connection, topics, observer, clock);
        emulator.thread.start();
        return emulator;
    }

    private static KafkaConsumer<String, byte[]> consumer(Properties connection) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // Under exactly-once a decision counts once its transaction is committed.
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Starts the clock that disturbances go by: trace time 0 is at this epoch millisecond. */
    public void beginTrace(long epochMillis) {
        requests.add(() -> devices.beginTrace(epochMillis));
    }

    /** Records that could not be decoded and were skipped. */
    long undecodable() {
        return undecodable.get();
    }

    /** What stopped the devices, or null while they run. */
    public Exception failure() {
        return failure != null ? failure : output.failure();
    }

    private void run() {
        try {
            while (!closing) {
                for (Runnable request = requests.poll(); request != null; ) {
                    request.run();
                    request = requests.poll();
                }
                devices.advance(clock.getAsLong());
                consumer.poll(Duration.ofMillis(untilDue())).forEach(this::read);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private long untilDue() {
        long left = devices.nextDueMillis() - clock.getAsLong();
        return Math.max(0, Math.min(LONGEST_POLL_MILLIS, left));
    }

    private void read(ConsumerRecord<String, byte[]> message) {
        try {
            if (message.topic().equals(taskTopic)) {
                TaskMessage task = MessageCodecs.TASK_MESSAGE.decode(message.value());
                if (task.submitted() != null) {
                    devices.submitted(task.submitted(), clock.getAsLong());
                }
            } else {
                devices.decided(
                        message.partition(),
                        MessageCodecs.PLACEMENT_DECISION.decode(message.value()),
                        clock.getAsLong());
            }
        } catch (InvalidMessageException e) {
            undecodable.incrementAndGet();
        }
    }

    /** Switches the devices off; what they run is not reported any more. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        output.close();
    }
}
