package org.dsppo.jobs.demo;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.EmulatorOptions;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.files.PolicyFile;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.options.RolloutJobOptions;
import org.dsppo.jobs.options.Training;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.run.BackgroundReplay;
import org.dsppo.jobs.run.PolicyFigures;
import org.dsppo.jobs.run.RunProgress;
import org.dsppo.jobs.run.RunRecorder;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.jobs.run.StallWatch;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.run.TraceClock;
import org.dsppo.jobs.run.TraceReplay;
import org.dsppo.jobs.run.WallClockRun;
import org.dsppo.jobs.run.WarmUp;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.TopicCounts;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * One demo: a broker, a Flink cluster with the placement job and the devices, all in this JVM; a
 * trace is replayed and watched to its end.
 */
public final class DemoRun {

    private static final int PARTITIONS = 2;
    private static final int PARALLELISM = 1;
    private static final Duration CANARY_WINDOW = Duration.ofSeconds(3);

    /** A trace is short, so that a version has to show itself on fewer tasks than in a job. */
    private static final int SHOWN_TASKS = 200;

    private static final long FENCE_MILLIS = 2_500;
    private static final long START_IN_MILLIS = 300;
    private static final long LOOK_MILLIS = 100;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(45);

    private final DemoSettings settings;
    private final Progress progress;
    private final Topics topics = new Topics(Topic.DEFAULT_PREFIX);
    private final RunRecorder recorder = new RunRecorder();
    private KafkaEmulator devices;
    private EmbeddedFlink flink;
    private TraceClock clock;

    public DemoRun(DemoSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs to the end of the trace and takes everything down again.
     *
     * @throws RunFailedException if the system does not start or breaks
     * @throws InterruptedException if the thread is interrupted; everything is down by then
     */
    public RunResult run() throws InterruptedException {
        progress.say("starting Kafka ...");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            return withKafka(kafka.connection());
        }
    }

    private RunResult withKafka(Properties connection) throws InterruptedException {
        Catalogue catalogue = settings.workload().catalogue();
        try (Admin admin = Admin.create(connection);
                TaskSender sender = new TaskSender(connection, topics)) {
            topics.create(admin, PARTITIONS, (short) 1);
            sender.send(catalogue);
            sender.flush();
            publishStart(connection);
            WarmUp warmUp = new WarmUp(catalogue, settings.speed(), sender, this::checkHealth);
            devices =
                    KafkaEmulator.start(
                            catalogue,
                            emulatorOptions(),
                            connection,
                            topics,
                            new ObserverPair(warmUp, recorder),
                            System::currentTimeMillis);
            try {
                progress.say("starting Flink and the placement job ...");
                flink = startJob(connection);
                try {
                    warmUp.run();
                    String incomplete = replay(sender);
                    long deadLetters = TopicCounts.of(admin, topics.name(Topic.DEAD_LETTERS));
                    WallClockRun run =
                            new WallClockRun(settings.workload(), clock, recorder.executed());
                    return RunResult.of(run, recorder, incomplete)
                            .withDeadLetters(deadLetters)
                            .withPolicies(PolicyFigures.of(run, connection, topics));
                } finally {
                    flink.close();
                }
            } finally {
                devices.close();
            }
        }
    }

    private void publishStart(Properties connection) {
        PolicyArtefact start = settings.start();
        if (start == null) {
            return;
        }
        byte[] bytes = start.toBytes();
        int version = (int) start.version();
        PolicyTopic policies = PolicyTopic.read(connection, topics);
        policies.publish(start.name() + '@' + version, bytes, PolicyFile.checksum(bytes));
        policies.publish(
                new PolicyStages(start.name(), 1, version, null, null, null, "where it begins"));
    }

    private EmulatorOptions emulatorOptions() {
        return EmulatorOptions.atSpeed(settings.speed()).toBuilder()
                .fenceMillis(FENCE_MILLIS)
                .failureShare(settings.failureShare())
                .seed(settings.seed())
                .disturbances(settings.disturbances())
                .build();
    }

    private EmbeddedFlink startJob(Properties connection) {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, connection.getProperty("bootstrap.servers"));
        options.set(JobOptions.POLICY, settings.policy());
        options.set(JobOptions.SPEED, settings.speed());
        options.set(JobOptions.TRAINING, settings.training() ? Training.EMBEDDED : Training.OFF);
        options.set(JobOptions.SUMMARY_WINDOW, Duration.ofSeconds(2));
        options.set(JobOptions.CANARY_WINDOW, CANARY_WINDOW);
        options.set(JobOptions.SHADOW_TASKS, SHOWN_TASKS);
        options.set(JobOptions.REPLAY_TASKS, SHOWN_TASKS);
        options.set(JobOptions.CANARY_PAIRS, 3);
        options.set(RolloutJobOptions.SHARE, 0.5);
        options.set(RolloutJobOptions.WINDOW, Duration.ofSeconds(5));
        options.set(JobOptions.LEASE, Duration.ofSeconds(10));
        options.set(JobOptions.STARTED_GRACE, Duration.ofSeconds(2));
        options.set(JobOptions.NODE_SUSPECT_AFTER, Duration.ofMillis(2_000));
        options.set(JobOptions.NODE_DOWN_AFTER, Duration.ofMillis(4_000));
        return EmbeddedFlink.start(
                PlacementJob.NAME, PARALLELISM, env -> PlacementJob.define(env, options));
    }

    private String replay(TaskSender sender) throws InterruptedException {
        long start = System.currentTimeMillis() + START_IN_MILLIS;
        clock = new TraceClock(start, settings.speed());
        devices.beginTrace(start);
        progress.say(
                "replaying %s: %s tasks at speed %s"
                        .formatted(
                                settings.workload().name(),
                                Figures.count(settings.workload().tasks().size()),
                                Figures.plain(settings.speed())));
        TraceReplay replay =
                new TraceReplay(
                        settings.workload().tasks(),
                        clock,
                        message -> {
                            recorder.sending(message);
                            sender.send(message);
                        });
        try (BackgroundReplay sending = BackgroundReplay.start(replay)) {
            return watch(sending);
        } finally {
            progress.clear();
        }
    }

    private String watch(BackgroundReplay sending) throws InterruptedException {
        StallWatch stall = new StallWatch(settings.workload(), settings.speed(), SILENCE_NANOS);
        while (!sending.isDone() || !recorder.isSettled()) {
            checkHealth();
            sending.requireAlive();
            if (stall.isStalled(recorder, sending.isDone())) {
                return stall.explain(recorder);
            }
            progress.show(RunProgress.line(recorder.counts(), clock, settings.workload()));
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return null;
    }

    private void checkHealth() {
        Exception failure = devices.failure();
        if (failure != null) {
            throw new RunFailedException("the device emulator stopped: " + failure, failure);
        }
        if (flink != null && flink.status().isGloballyTerminalState()) {
            throw new RunFailedException("the placement job ended by itself: " + flink.status());
        }
    }
}
