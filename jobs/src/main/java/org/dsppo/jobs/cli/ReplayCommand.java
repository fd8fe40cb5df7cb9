package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.RunDescription;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.run.BackgroundReplay;
import org.dsppo.jobs.run.RunFollower;
import org.dsppo.jobs.run.RunProgress;
import org.dsppo.jobs.run.RunRecorder;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.jobs.run.StallWatch;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.run.TraceClock;
import org.dsppo.jobs.run.TraceReplay;
import org.dsppo.jobs.run.WallClockRun;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.policy.lab.simulation.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo replay}: a trace for a running scheduler. */
@Command(
        name = "replay",
        description =
                "Sends the tasks of a trace to Kafka as their time comes, and follows them with --wait.",
        footer = {
            "",
            "Examples:",
            "  dsppo replay --tasks tasks.jsonl --speed 20",
            "  dsppo replay --cluster i3 --tasks stable --speed 10 --wait --export out",
            "",
            "Times of the trace are moved so that its time 0 is now. --cluster names the catalogue the",
            "running job works with: recipes draw from its classes, and the figures of --wait use it.",
            "A trace with nodes of its own needs them published first: 'dsppo evaluate --trace … --export out',",
            "then 'dsppo catalogue publish --cluster out/cluster.json'."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Spec private CommandSpec spec;
    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;
    @Mixin private JobSpeedOption speed;
    @Mixin private KafkaOption kafka;
    @Mixin private ExportOption export;
    @Mixin private JsonOption json;

    @Option(
            names = "--wait",
            description =
                    "Follow the tasks until all have ended and print figures; implied by --export.")
    private boolean wait;

    @Override
    public Integer call() {
        Workload workload = tasks.workload(cluster.catalogue());
        speed.check();
        export.prepare();
        kafka.require(
                Topic.TASKS, Topic.DECISIONS, Topic.TASK_EVENTS, Topic.TELEMETRY, Topic.SUMMARIES);
        JobSigns job = JobSigns.read(kafka.connection(), kafka.topics());
        double factor = speed.with(job, spec.commandLine().getErr());
        TraceClock clock = new TraceClock(System.currentTimeMillis(), factor);
        boolean following = wait || export.folder() != null;
        return Shutdown.guarded(
                () -> following ? follow(workload, clock) : send(workload, clock),
                "interrupted before the end of the trace");
    }

    private int send(Workload workload, TraceClock clock) throws InterruptedException {
        Progress progress = new Progress(spec.commandLine().getErr());
        int total = workload.tasks().size();
        int[] sent = {0};
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            new TraceReplay(
                            workload.tasks(),
                            clock,
                            message -> {
                                sender.send(message);
                                progress.show("sent %d of %d".formatted(++sent[0], total));
                            })
                    .run();
            sender.flush();
        }
        progress.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("workload", workload.name());
            fields.put("startedAtEpochMillis", clock.startedAtEpochMillis());
            fields.put("speed", clock.speed());
            fields.put("sent", sent[0]);
            JsonOutput.print(out, fields);
        } else {
            out.printf("sent %s messages of %s%n", Figures.count(sent[0]), workload.name());
            out.flush();
        }
        return ExitCode.OK;
    }

    private int follow(Workload workload, TraceClock clock) throws InterruptedException {
        RunRecorder recorder = new RunRecorder();
        String incomplete;
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics());
                RunFollower follower =
                        new RunFollower(kafka.connection(), kafka.topics(), recorder)) {
            TraceReplay replay =
                    new TraceReplay(
                            workload.tasks(),
                            clock,
                            message -> {
                                recorder.sending(message);
                                sender.send(message);
                            });
            incomplete = followToEnd(replay, recorder, follower, clock, workload);
            sender.flush();
        }
        WallClockRun run = new WallClockRun(workload, clock, recorder.executed());
        RunResult result = RunResult.of(run, recorder, incomplete);
        export.write(
                new RunExport(
                        workload.catalogue(),
                        workload.tasks(),
                        run.inWallTime(),
                        new RunDescription(
                                clock.startedAtEpochMillis(),
                                clock.speed(),
                                tasks.seed(),
                                result.policy(),
                                CommandText.of(spec))));
        if (json.isSet()) {
            JsonOutput.print(spec.commandLine().getOut(), result.asJson());
        } else {
            result.print(spec.commandLine().getOut());
        }
        return result.exitCode();
    }

    private String followToEnd(
            TraceReplay replay,
            RunRecorder recorder,
            RunFollower follower,
            TraceClock clock,
            Workload workload)
            throws InterruptedException {
        try (BackgroundReplay sending = BackgroundReplay.start(replay)) {
            Progress progress = new Progress(spec.commandLine().getErr());
            StallWatch stall = new StallWatch(workload, clock.speed(), SILENCE_NANOS);
            while (!sending.isDone() || !recorder.isSettled()) {
                follower.poll();
                sending.requireAlive();
                progress.show(RunProgress.line(recorder.counts(), clock, workload));
                if (stall.isStalled(recorder, sending.isDone())) {
                    progress.clear();
                    return stall.explain(recorder);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            progress.clear();
            return null;
        }
    }
}
