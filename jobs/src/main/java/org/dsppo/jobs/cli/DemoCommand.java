package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.RunDescription;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.evaluation.RunSummary;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsppo demo}: the whole system in one process. */
@Command(
        name = "demo",
        description =
                "Schedules a workload through a real Kafka broker and a real Flink job, with emulated"
                        + " devices, all in this process.",
        footer = {
            "",
            "Examples:",
            "  dsppo demo",
            "  dsppo demo --fail-node edge-03@300s --export out",
            "  dsppo demo --tasks stable --speed 100 --policy first-fit --json",
            "",
            "The table is in trace time, except for the latency of decisions. An export's times are wall",
            "milliseconds from the start: 'referee.py CLUSTER TASKS decisions.jsonl --time-scale S",
            "--duration-tolerance 0.25' judges it."
        })
final class DemoCommand implements Callable<Integer> {

    private static final double DEFAULT_SPEED = 20;
    private static final long SHUTDOWN_SECONDS = 30;

    @Spec private CommandSpec spec;
    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;
    @Mixin private PolicyOption policy;
    @Mixin private SpeedOption speed = new SpeedOption(DEFAULT_SPEED);
    @Mixin private DisturbanceOptions disturbances;
    @Mixin private ExportOption export;
    @Mixin private JsonOption json;

    @Override
    public Integer call() throws InterruptedException {
        DemoSettings settings = settings();
        export.prepare();
        DemoResult result = runUntilInterrupted(settings);
        export.write(
                new RunExport(
                        settings.workload().catalogue(),
                        settings.workload().tasks(),
                        result.run().inWallTime(),
                        new RunDescription(
                                result.run().clock().startedAtEpochMillis(),
                                settings.speed(),
                                settings.seed(),
                                settings.policy(),
                                CommandText.of(spec))));
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOption.print(out, result.asJson(settings.policy(), settings.speed()));
        } else {
            print(out, settings, result);
        }
        if (result.incomplete() != null) {
            throw new RunFailedException(result.incomplete());
        }
        return result.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }

    private DemoSettings settings() {
        Catalogue catalogue = cluster.catalogue();
        Workload workload = tasks.workload(catalogue);
        return new DemoSettings(
                workload,
                policy.single(),
                speed.speed(),
                tasks.seed(),
                disturbances.failureShare(),
                disturbances.disturbances(catalogue));
    }

    /** Ctrl-C ends the JVM only after broker, job and their folders are gone. */
    private DemoResult runUntilInterrupted(DemoSettings settings) throws InterruptedException {
        CountDownLatch down = new CountDownLatch(1);
        Thread running = Thread.currentThread();
        Thread hook =
                new Thread(
                        () -> {
                            running.interrupt();
                            awaitQuietly(down);
                        },
                        "demo-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new DemoRun(settings, new Progress(spec.commandLine().getErr())).run();
        } catch (InterruptedException e) {
            throw new RunFailedException("interrupted before the end of the trace", e);
        } finally {
            down.countDown();
            removeQuietly(hook);
        }
    }

    private static void awaitQuietly(CountDownLatch down) {
        try {
            down.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeQuietly(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and the hook is what waits for us.
        }
    }

    private static void print(PrintWriter out, DemoSettings settings, DemoResult result) {
        RunSummary summary = result.summary();
        out.printf(
                "%s on %s with %s at speed %s; times are trace time%n%n",
                settings.workload().name(),
                settings.workload().catalogue().name(),
                settings.policy(),
                settings.speed());
        TextTable table = new TextTable("", "average", "p95", "p99");
        table.row(
                "completion",
                Figures.seconds(summary.averageCompletionMillis()),
                Figures.seconds(summary.p95CompletionMillis()),
                Figures.seconds(summary.p99CompletionMillis()));
        table.row(
                "waiting",
                Figures.seconds(summary.averageWaitingMillis()),
                "",
                Figures.seconds(summary.p99WaitingMillis()));
        table.lines().forEach(out::println);
        out.println();
        out.printf(
                "tasks: %s submitted, %s finished, %s rejected%n",
                Figures.count(summary.tasks()),
                Figures.count(summary.finished()),
                Figures.count(summary.rejected()));
        out.printf(
                "decisions: %s, %s of them for tasks queued again%n",
                Figures.count(result.decisions()), Figures.count(result.requeuedAttempts()));
        out.printf(
                "decision latency (wall): p50 %s, p99 %s%n",
                Figures.millis(result.latencyP50Millis()),
                Figures.millis(result.latencyP99Millis()));
        out.printf(
                "utilisation: %s, last end at %s%n",
                Figures.percent(summary.utilisation()), Figures.seconds(summary.makespanMillis()));
        out.printf("dead letters: %s%n", Figures.count(result.deadLetters()));
        out.printf("violations: %s%n", Figures.violations(summary));
        out.flush();
    }
}
