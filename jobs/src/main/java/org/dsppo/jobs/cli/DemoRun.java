package org.dsppo.jobs.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.EmulatorOptions;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.report.Figures;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * One demo: a broker, a Flink cluster with the placement job and the devices, all in this JVM; a
 * trace is replayed and watched to its end.
 */
final class DemoRun {

    private static final int PARTITIONS = 2;
    private static final int PARALLELISM = 1;
    private static final long FENCE_MILLIS = 2_500;
    private static final long START_IN_MILLIS = 300;
    private static final long LOOK_MILLIS = 100;
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(45);

    private final DemoSettings settings;
    private final Progress progress;
    private final Topics topics = new Topics(Topic.DEFAULT_PREFIX);
    private final RunRecorder recorder = new RunRecorder();
    private KafkaEmulator devices;
    private EmbeddedFlink flink;
    private TraceReplay replay;
    private TraceClock clock;

    DemoRun(DemoSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs to the end of the trace and takes everything down again.
     *
     * @throws RunFailedException if the system does not start or breaks
     * @throws InterruptedException if the thread is interrupted; everything is down by then
     */
    DemoResult run() throws InterruptedException {
        progress.say("starting Kafka ...");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            Properties connection = new Properties();
            connection.setProperty("bootstrap.servers", kafka.bootstrapServers());
            return withKafka(connection);
        }
    }

    private DemoResult withKafka(Properties connection) throws InterruptedException {
        Catalogue catalogue = settings.workload().catalogue();
        try (Admin admin = Admin.create(connection);
                TaskSender sender = new TaskSender(connection, topics)) {
            topics.create(admin, PARTITIONS, (short) 1);
            sender.send(catalogue);
            sender.flush();
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
                    return DemoResult.of(
                            new WallClockRun(settings.workload(), clock, recorder.executed()),
                            recorder,
                            deadLetters,
                            incomplete);
                } finally {
                    flink.close();
                }
            } finally {
                devices.close();
            }
        }
    }

    private EmulatorOptions emulatorOptions() {
        return new EmulatorOptions(
                settings.speed(),
                EmulatorOptions.DEFAULT_HEARTBEAT_MILLIS,
                FENCE_MILLIS,
                settings.failureShare(),
                settings.seed(),
                settings.disturbances());
    }

    private EmbeddedFlink startJob(Properties connection) {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, connection.getProperty("bootstrap.servers"));
        options.set(JobOptions.POLICY, settings.policy());
        options.set(JobOptions.SPEED, settings.speed());
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
        replay =
                new TraceReplay(
                        settings.workload().tasks(),
                        clock,
                        message -> {
                            recorder.sending(message);
                            sender.send(message);
                        });
        progress.say(
                "replaying %s: %s tasks at speed %s"
                        .formatted(
                                settings.workload().name(),
                                Figures.count(settings.workload().tasks().size()),
                                number(settings.speed())));
        Thread thread = new Thread(this::runReplay, "trace-replay");
        thread.start();
        try {
            return watch(thread);
        } finally {
            thread.interrupt();
            thread.join();
            progress.clear();
        }
    }

    private void runReplay() {
        try {
            replay.run();
        } catch (InterruptedException e) {
            // Asked to stop: nothing is waiting for the rest of the trace.
            Thread.currentThread().interrupt();
        }
    }

    private String watch(Thread sending) throws InterruptedException {
        long changes = -1;
        long changedAt = System.nanoTime();
        while (!replay.isDone() || !recorder.isSettled()) {
            checkHealth();
            if (!replay.isDone() && !sending.isAlive()) {
                throw new RunFailedException("the replay of the trace broke off");
            }
            if (recorder.changes() != changes || !replay.isDone()) {
                changes = recorder.changes();
                changedAt = System.nanoTime();
            } else if (System.nanoTime() - changedAt > stallNanos()) {
                return stalled();
            }
            progress.show(progressLine());
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

    /** While something runs, the longest run time may pass without a word. */
    private long stallNanos() {
        if (recorder.counts().running() == 0) {
            return STALL_NANOS;
        }
        return STALL_NANOS + TimeUnit.MILLISECONDS.toNanos((long) longestRunWallMillis());
    }

    private double longestRunWallMillis() {
        double longest =
                settings.workload().catalogue().classes().values().stream()
                        .flatMap(Collection::stream)
                        .mapToLong(ExecutionStrategy::runtimeMillis)
                        .max()
                        .orElse(0);
        double scale =
                settings.workload().tasks().stream()
                        .map(TaskMessage::submitted)
                        .filter(Objects::nonNull)
                        .mapToDouble(TaskSubmitted::runtimeScale)
                        .max()
                        .orElse(1);
        return longest * scale / settings.speed();
    }

    private String stalled() {
        RunRecorder.Counts counts = recorder.counts();
        return "nothing happened for %d s: %d tasks wait, %d run, %d of %d have finished"
                .formatted(
                        TimeUnit.NANOSECONDS.toSeconds(stallNanos()),
                        counts.waiting(),
                        counts.running(),
                        counts.finished(),
                        counts.submitted());
    }

    private String progressLine() {
        RunRecorder.Counts counts = recorder.counts();
        double traceNow = Math.max(0, clock.toTraceMillis(System.currentTimeMillis()));
        String line =
                "trace %s  submitted %s  waiting %s  running %s  finished %s"
                        .formatted(
                                seconds(traceNow),
                                Figures.count(counts.submitted()),
                                Figures.count(counts.waiting()),
                                Figures.count(counts.running()),
                                Figures.count(counts.finished()));
        if (counts.rejected() > 0) {
            line += "  rejected " + Figures.count(counts.rejected());
        }
        if (counts.requeued() > 0) {
            line += "  requeued " + Figures.count(counts.requeued());
        }
        return line + "  " + remaining(counts, traceNow);
    }

    /** Time to the last submission is known; the tail after it is as long as tasks have taken. */
    private String remaining(RunRecorder.Counts counts, double traceNow) {
        double left = lastSubmissionMillis() - traceNow;
        if (left > 0) {
            return "last submission in " + seconds(left / settings.speed()) + " (wall)";
        }
        return Figures.count(counts.waiting() + (long) counts.running()) + " to go";
    }

    private long lastSubmissionMillis() {
        return settings.workload().tasks().get(settings.workload().tasks().size() - 1).atMillis();
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.0f s", millis / 1000);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
