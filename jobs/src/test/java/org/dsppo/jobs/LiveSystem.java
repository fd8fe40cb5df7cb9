package org.dsppo.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.EmulatorOptions;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** A broker, a Flink cluster with RocksDB and files, emulated devices, and what they see. */
final class LiveSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SLOTS = 2;
    private static final int PARTITIONS = 4;

    private final Topics topics = new Topics(Topic.DEFAULT_PREFIX);
    private final SeenByDevices seen = new SeenByDevices();
    private final Path folder;
    private final EmbeddedKafka kafka;
    private final MiniCluster flink;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaEmulator devices;
    private JobID job;

    /** Starts everything but the job. */
    LiveSystem(Catalogue catalogue, Path folder) throws Exception {
        this(catalogue, folder, true);
    }

    /** The same without devices: nobody acts on what is decided. */
    static LiveSystem withoutDevices(Catalogue catalogue, Path folder) throws Exception {
        return new LiveSystem(catalogue, folder, false);
    }

    private LiveSystem(Catalogue catalogue, Path folder, boolean emulated) throws Exception {
        this.folder = folder;
        this.kafka = EmbeddedKafka.start();
        try (Admin admin = Admin.create(kafka.connection())) {
            topics.create(admin, PARTITIONS, (short) -1);
        }
        this.producer = producer();
        publish(catalogue);
        this.devices = emulated ? emulate(catalogue) : null;
        this.flink = new MiniCluster(cluster());
        flink.start();
    }

    private KafkaEmulator emulate(Catalogue catalogue) {
        return KafkaEmulator.start(
                catalogue,
                EmulatorOptions.atSpeed(1),
                kafka.connection(),
                topics,
                seen,
                System::currentTimeMillis);
    }

    private MiniClusterConfiguration cluster() {
        Configuration configuration = new Configuration();
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build();
    }

    private KafkaProducer<String, byte[]> producer() {
        Properties settings = kafka.connection();
        // On a topic that was made a moment ago the first batch may be refused and the second
        // taken, which leaves an idempotent producer stuck.
        settings.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** What the devices see. */
    /** Where its broker is. */
    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    SeenByDevices seen() {
        return seen;
    }

    /**
     * Submits the placement job.
     *
     * @param savepoint where it goes on, null for a new one
     */
    void startJob(
            int parallelism,
            String savepoint,
            Duration checkpointInterval,
            Map<String, String> options)
            throws Exception {
        Configuration all = configuration(options);
        if (all.getOptional(JobOptions.POLICY).isEmpty()) {
            all.set(JobOptions.POLICY, "greedy");
        }
        StreamExecutionEnvironment env = environment(parallelism, checkpointInterval);
        PlacementJob.define(env, all);
        submit(env.getStreamGraph().getJobGraph(), savepoint);
    }

    /** Submits the batching job instead. */
    void startBatchingJob(
            int parallelism,
            String savepoint,
            Duration checkpointInterval,
            Map<String, String> options)
            throws Exception {
        StreamExecutionEnvironment env = environment(parallelism, checkpointInterval);
        BatchingJob.define(env, configuration(options));
        submit(env.getStreamGraph().getJobGraph(), savepoint);
    }

    private Configuration configuration(Map<String, String> options) {
        Configuration all = Configuration.fromMap(options);
        all.set(JobOptions.BOOTSTRAP_SERVERS, kafka.bootstrapServers());
        return all;
    }

    private static StreamExecutionEnvironment environment(
            int parallelism, Duration checkpointInterval) {
        Configuration chosen = new Configuration();
        chosen.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        chosen.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        chosen.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(chosen);
        env.setParallelism(parallelism);
        return env;
    }

    private void submit(JobGraph graph, String savepoint) throws Exception {
        if (savepoint != null) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        }
        job = get(flink.submitJob(graph)).getJobID();
        await("the job runs", () -> status() == JobStatus.RUNNING);
    }

    /** Stops the job and tells where its savepoint is. */
    String stopWithSavepoint() throws Exception {
        String savepoint =
                get(
                        flink.stopWithSavepoint(
                                job,
                                folder.resolve("savepoints").toUri().toString(),
                                false,
                                SavepointFormatType.CANONICAL));
        await("the job has stopped", () -> status() == JobStatus.FINISHED);
        return savepoint;
    }

    /** Where a savepoint of the job is that goes on. */
    String savepoint() throws Exception {
        return get(
                flink.triggerSavepoint(
                        job,
                        folder.resolve("savepoints").toUri().toString(),
                        false,
                        SavepointFormatType.CANONICAL));
    }

    /** Takes the job's machine away, with all that it had not checkpointed, and brings another. */
    void replaceTaskManager() throws Exception {
        get(flink.terminateTaskManager(0));
        flink.startTaskManager();
    }

    /** Completes a checkpoint. */
    void checkpoint() throws Exception {
        get(flink.triggerCheckpoint(job));
    }

    private JobStatus status() {
        try {
            return get(flink.getJobStatus(job));
        } catch (Exception e) {
            throw new IllegalStateException("cannot tell how the job is", e);
        }
    }

    /** Submits a task of a class to a cell, each time it runs the same. */
    Runnable submission(String taskId, String taskClass, String cell) {
        long nowMillis = System.currentTimeMillis();
        TaskSubmitted task =
                new TaskSubmitted(
                        taskId, nowMillis, taskClass, 0, 1.0, null, null, 0, cell, null, null);
        byte[] json = MessageCodecs.TASK_MESSAGE.encode(TaskMessage.of(task));
        return () -> send(Topic.TASKS, taskId, json);
    }

    /** Puts a catalogue in the place of the one that is in force, as the command does. */
    void publish(Catalogue inForce, Catalogue next) {
        Set<String> stale = new LinkedHashSet<>();
        CatalogueEntries.of(inForce).forEach(entry -> stale.add(entry.key()));
        CatalogueEntries.of(next).forEach(entry -> stale.remove(entry.key()));
        stale.forEach(key -> send(Topic.CATALOGUE, key, null));
        publish(next);
    }

    private void publish(Catalogue catalogue) {
        for (CatalogueEntry entry : CatalogueEntries.of(catalogue)) {
            send(Topic.CATALOGUE, entry.key(), MessageCodecs.CATALOGUE_ENTRY.encode(entry));
        }
    }

    /** Writes a record as it is. */
    Future<RecordMetadata> send(Topic topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topics.name(topic), key, value));
    }

    /** Writes text as it is and tells where it is. */
    RecordMetadata sendAndWait(Topic topic, String key, String value) {
        try {
            return send(topic, key, value.getBytes(StandardCharsets.UTF_8))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot write to " + topic, e);
        }
    }

    /** Reads a topic from its start to where it ends now, and at least so many records. */
    List<ConsumerRecord<String, byte[]>> read(Topic topic, int atLeast) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = reader(topic)) {
            BooleanSupplier enough =
                    () -> {
                        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
                        return records.size() >= atLeast;
                    };
            await("%d records of %s are there".formatted(atLeast, topic), enough);
            consumer.endOffsets(consumer.assignment())
                    .forEach(
                            (partition, end) ->
                                    await(
                                            partition + " is read to " + end,
                                            () ->
                                                    enough.getAsBoolean()
                                                            && consumer.position(partition)
                                                                    >= end));
        }
        return records;
    }

    /** Reads all of a topic from its start; the caller closes it. */
    KafkaConsumer<String, byte[]> reader(Topic topic) {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        kafka.connection(), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topics.name(topic)).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Waits until something is so; fails at once if the job or the devices have died. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (devices != null && devices.failure() != null) {
                throw new AssertionError("the devices died before " + what, devices.failure());
            }
            if (status() == JobStatus.FAILED) {
                throw new AssertionError("the job failed before " + what);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "waited %s in vain until %s; seen: %s".formatted(PATIENCE, what, seen));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        flink.closeAsync().join();
        if (devices != null) {
            devices.close();
        }
        producer.close();
        kafka.close();
    }
}
