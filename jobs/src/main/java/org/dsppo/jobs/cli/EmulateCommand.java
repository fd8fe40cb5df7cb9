package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.demo.ObserverPair;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.jobs.emulator.EmulatorOptions;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.RunDescription;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.run.RunRecorder;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.jobs.run.TraceClock;
import org.dsppo.jobs.run.WallClockRun;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo emulate}: the reference executor as a process of its own. */
@Command(
        name = "emulate",
        description =
                "Stands for all devices of a catalogue: carries decisions out and reports, until Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  dsppo emulate --cluster ii5 --speed 20",
            "  dsppo emulate --fail-node edge-03@5m-10m --fail-tasks 1%% --for 30m --export out",
            "",
            "At the job's speed unless --speed says otherwise; start the job first, or name it.",
            "Times of disturbances count from the start of this command, times the speed; so does the",
            "export, which holds the tasks submitted since then."
        })
final class EmulateCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 100;

    @Spec private CommandSpec spec;
    @Mixin private ClusterOption cluster;
    @Mixin private JobSpeedOption speed;
    @Mixin private KafkaOption kafka;
    @Mixin private DisturbanceOptions disturbances;
    @Mixin private ExportOption export;
    @Mixin private JsonOption json;

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "500ms",
            description = "Wall time between two reports of a node. Default: ${DEFAULT-VALUE}")
    private String heartbeat;

    @Option(
            names = "--fence-after",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "A node not heard for this long, wall time, kills what it runs; less than the job's"
                            + " node.down.after. Default: ${DEFAULT-VALUE}")
    private String fenceAfter;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stop after this wall time. Default: run until Ctrl-C")
    private String duration;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides which attempts fail. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Override
    public Integer call() {
        Catalogue catalogue = cluster.catalogue();
        speed.check();
        EmulatorOptions atAnySpeed = options(catalogue);
        long forMillis =
                duration == null ? Long.MAX_VALUE : WallTime.positive("--for", duration).toMillis();
        export.prepare();
        kafka.require(
                Topic.TASKS, Topic.DECISIONS, Topic.TASK_EVENTS, Topic.TELEMETRY, Topic.SUMMARIES);
        JobSigns job = JobSigns.read(kafka.connection(), kafka.topics());
        EmulatorOptions options =
                atAnySpeed.withSpeed(speed.with(job, spec.commandLine().getErr()));
        TraceClock clock = new TraceClock(System.currentTimeMillis(), options.speed());
        SinceStart observer = new SinceStart(clock);
        return Shutdown.guarded(
                () -> {
                    emulate(catalogue, options, observer, forMillis);
                    return finish(catalogue, clock, observer);
                },
                "interrupted");
    }

    private EmulatorOptions options(Catalogue catalogue) {
        return EmulatorOptions.atSpeed(1).toBuilder()
                .heartbeatMillis(WallTime.positive("--heartbeat", heartbeat).toMillis())
                .fenceMillis(WallTime.positive("--fence-after", fenceAfter).toMillis())
                .failureShare(disturbances.failureShare())
                .seed(seed)
                .disturbances(disturbances.disturbances(catalogue))
                .build();
    }

    private void emulate(
            Catalogue catalogue, EmulatorOptions options, SinceStart observer, long forMillis) {
        Progress progress = new Progress(spec.commandLine().getErr());
        try (KafkaEmulator devices =
                KafkaEmulator.start(
                        catalogue,
                        options,
                        kafka.connection(),
                        kafka.topics(),
                        new ObserverPair(observer, observer.recorder),
                        System::currentTimeMillis)) {
            devices.beginTrace(observer.clock.startedAtEpochMillis());
            long start = System.nanoTime();
            while (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < forMillis) {
                if (devices.failure() != null) {
                    throw new RunFailedException(
                            "the devices stopped: " + devices.failure(), devices.failure());
                }
                RunRecorder.Counts counts = observer.recorder.counts();
                progress.show(
                        "%d nodes: %d tasks seen, %d running, %d finished, %d attempts lost or failed"
                                .formatted(
                                        catalogue.nodes().size(),
                                        counts.submitted(),
                                        counts.running(),
                                        counts.finished(),
                                        counts.lost()));
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            // Ctrl-C is how this command is meant to end.
            progress.say("stopped");
        } finally {
            progress.clear();
        }
    }

    private int finish(Catalogue catalogue, TraceClock clock, SinceStart observer) {
        Workload workload = Workload.of("emulated", catalogue, observer.tasks());
        WallClockRun run = new WallClockRun(workload, clock, observer.recorder.executed());
        RunResult result = RunResult.of(run, observer.recorder, null);
        export.write(
                new RunExport(
                        catalogue,
                        workload.tasks(),
                        run.inWallTime(),
                        new RunDescription(
                                clock.startedAtEpochMillis(),
                                clock.speed(),
                                seed,
                                result.policy(),
                                CommandText.of(spec))));
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, result.asJson());
        } else {
            result.print(out);
        }
        // What still ran or waited when the devices were switched off is no fault of theirs.
        return observer.recorder.violations().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Hands on the tasks that were submitted after the start, as if this command had sent them. */
    private static final class SinceStart implements EmulatorObserver {
        private final TraceClock clock;
        private final RunRecorder recorder = new RunRecorder();
        private final List<TaskMessage> tasks = new ArrayList<>();

        SinceStart(TraceClock clock) {
            this.clock = clock;
        }

        @Override
        public synchronized void submissionSeen(TaskSubmitted task) {
            if (task.submittedAtMillis() >= clock.startedAtEpochMillis()) {
                recorder.sending(TaskMessage.of(task));
                tasks.add(TaskMessage.of(clock.toTrace(task)));
            }
        }

        synchronized List<TaskMessage> tasks() {
            return List.copyOf(tasks);
        }
    }
}
