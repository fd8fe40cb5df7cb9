package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dsppo.jobs.catalogue.CatalogueChange;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.RunDescription;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.run.BackgroundReplay;
import org.dsppo.jobs.run.ClassFit;
import org.dsppo.jobs.run.RunFollower;
import org.dsppo.jobs.run.RunProgress;
import org.dsppo.jobs.run.RunRecorder;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.jobs.run.StallWatch;
import org.dsppo.jobs.run.TaskCheck;
import org.dsppo.jobs.run.TaskIdPrefix;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.jobs.run.TraceClock;
import org.dsppo.jobs.run.TraceReplay;
import org.dsppo.jobs.run.UnknownClasses;
import org.dsppo.jobs.run.WallClockRun;
import org.dsppo.jobs.topicview.JobSigns;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo replay}: a trace for a running scheduler. */
@Command(
        name = "replay",
        description =
                "Sends the tasks of a trace to Kafka as their time comes, and follows them with"
                        + " --wait.",
        footer = {
            "",
            "Examples:",
            "  dsppo replay --tasks tasks.jsonl --speed 20",
            "  dsppo replay --tasks stable --speed 10 --wait --export out",
            "",
            "Times of the trace are moved so that its time 0 is now, and its task ids get a prefix"
                    + " of this run,",
            "which figures and exports leave off. Recipes draw from the classes of the catalogue in"
                    + " force, and",
            "the figures of --wait are judged by it.",
            "A trace with nodes of its own needs them published first: 'dsppo evaluate --trace …"
                    + " --export out',",
            "then 'dsppo catalogue publish --cluster out/cluster.json'."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Spec private CommandSpec spec;
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

    @Option(
            names = "--cluster",
            paramLabel = "FILE|NAME",
            description =
                    "Catalogue that the trace is meant for: how the one in force differs from it is"
                            + " said. The one in force is what counts.")
    private String cluster;

    @Option(
            names = "--id-prefix",
            paramLabel = "TEXT",
            description =
                    "What stands before the ids of the trace on Kafka; empty for nothing. Default:"
                            + " one of this run, so that the same trace can be sent again")
    private String idPrefix;

    private TaskIdPrefix prefix;

    @Override
    public Integer call() {
        tasks.refuseMissingFile();
        speed.check();
        export.prepare();
        kafka.require(
                Topic.CATALOGUE,
                Topic.TASKS,
                Topic.DECISIONS,
                Topic.TASK_EVENTS,
                Topic.TELEMETRY,
                Topic.SUMMARIES);
        Workload workload = workload(kafka.catalogue().require());
        JobSigns job = JobSigns.read(kafka.connection(), kafka.topics());
        warnOfSilence(job, System.currentTimeMillis(), spec.commandLine().getErr());
        double factor = speed.with(job, spec.commandLine().getErr());
        TraceClock clock = new TraceClock(System.currentTimeMillis(), factor);
        prefix =
                idPrefix == null
                        ? TaskIdPrefix.ofRun(clock.startedAtEpochMillis())
                        : new TaskIdPrefix(idPrefix);
        prefix.before(workload).tasks().forEach(TaskCheck::require);
        boolean following = wait || export.folder() != null;
        return Shutdown.guarded(
                () -> following ? follow(workload, clock) : send(workload, clock),
                "interrupted before the end of the trace");
    }

    /** The trace, which the catalogue in force is to run whatever it was made for. */
    private Workload workload(Catalogue inForce) {
        PrintWriter err = spec.commandLine().getErr();
        if (cluster != null) {
            warnOfOther(ClusterOption.named(cluster, spec), inForce, err);
        }
        Workload trace = tasks.workload(inForce);
        Workload workload = Workload.of(trace.name(), inForce, trace.tasks());
        ClassFit.require(workload);
        if (!tasks.isFile()) {
            // A file was read against the catalogue in force: its lines have been warned of.
            UnknownClasses.warn(UnknownClasses.of(submissions(workload), inForce), inForce, err);
        }
        return workload;
    }

    private static List<TaskSubmitted> submissions(Workload workload) {
        return workload.tasks().stream()
                .map(TaskMessage::submitted)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void warnOfSilence(JobSigns job, long nowMillis, PrintWriter err) {
        if (job.isSilent(nowMillis)) {
            err.println("warning: " + job.describe(nowMillis));
            err.flush();
        }
    }

    private static void warnOfOther(Catalogue meant, Catalogue inForce, PrintWriter err) {
        List<CatalogueChange.Entry> differing =
                CatalogueChange.between(CatalogueEntries.of(meant), CatalogueEntries.of(inForce))
                        .entries();
        if (!differing.isEmpty()) {
            err.printf(
                    "warning: the catalogue in force, %s, counts; it differs from --cluster, %s, in"
                            + " %d entries: %s%s%n",
                    inForce.name(),
                    meant.name(),
                    differing.size(),
                    differing.get(0).line(),
                    differing.size() > 1 ? ", …" : "");
            err.flush();
        }
    }

    private int send(Workload workload, TraceClock clock) throws InterruptedException {
        Progress progress = new Progress(spec.commandLine().getErr());
        int total = workload.tasks().size();
        int[] sent = {0};
        try (TaskSender sender = new TaskSender(kafka.connection(), kafka.topics())) {
            new TraceReplay(
                            prefix.before(workload).tasks(),
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
            fields.put("idPrefix", prefix.text());
            fields.put("sent", sent[0]);
            JsonOutput.print(out, fields);
        } else {
            out.printf(
                    "sent %s messages of %s%s%n",
                    Figures.count(sent[0]), workload.name(), idsInWords());
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
                            prefix.before(workload).tasks(),
                            clock,
                            message -> {
                                recorder.sending(message);
                                sender.send(message);
                            });
            incomplete = followToEnd(replay, recorder, follower, clock, workload);
            sender.flush();
        }
        WallClockRun run =
                new WallClockRun(
                        workload, clock, recorder.executed().stream().map(prefix::off).toList());
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
            Map<String, Object> fields = result.asJson();
            fields.put("idPrefix", prefix.text());
            JsonOutput.print(spec.commandLine().getOut(), fields);
        } else {
            result.print(spec.commandLine().getOut());
            spec.commandLine().getOut().println("tasks of " + workload.name() + idsInWords());
        }
        return result.exitCode();
    }

    private String idsInWords() {
        return prefix.text().isEmpty() ? "" : ", as %s<id> on Kafka".formatted(prefix.text());
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
