package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.demo.BatchingDemo;
import org.dsppo.jobs.demo.BatchingDemoResult;
import org.dsppo.jobs.demo.ComparedDemo;
import org.dsppo.jobs.demo.DemoRun;
import org.dsppo.jobs.demo.DemoSettings;
import org.dsppo.jobs.demo.DriftDemo;
import org.dsppo.jobs.report.RunDescription;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  dsppo demo --compare greedy:k=2 --repetitions 5",
            "  dsppo demo --batching",
            "  dsppo demo --drift --repetitions 5 --export drift",
            "",
            "The table is in trace time, except for the latency of decisions. An export's times are wall",
            "milliseconds from the start: 'referee.py CLUSTER TASKS decisions.jsonl --time-scale S",
            "--duration-tolerance 0.25' judges it."
        })
final class DemoCommand implements Callable<Integer> {

    private static final double DEFAULT_SPEED = 20;

    @Spec private CommandSpec spec;
    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;
    @Mixin private PolicyOption policy = new PolicyOption(Policies.DS_PPO);
    @Mixin private SpeedOption speed = new SpeedOption(DEFAULT_SPEED);
    @Mixin private DisturbanceOptions disturbances;
    @Mixin private ExportOption export;
    @Mixin private JsonOption json;

    @Option(
            names = "--batching",
            description =
                    "Show instead how shares and batches of a node are tuned under bursts, against a"
                            + " node with equal shares on the same arrivals.")
    private boolean batching;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "Length with --batching. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--training",
            paramLabel = "embedded|off",
            defaultValue = "off",
            description =
                    "Whether the job trains the policy while it runs. Default: ${DEFAULT-VALUE}")
    private String training;

    @Option(
            names = "--drift",
            description =
                    "Begin with a poor policy on a trace whose classes change half-way, and run it with and"
                            + " without training; --export gets drift.html and drift.csv.")
    private boolean drift;

    @Option(
            names = "--compare",
            paramLabel = "NAME",
            description =
                    "Run the same trace under this policy as well, and print the difference in completion.")
    private String compared;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "With --drift and --compare: so many pairs of runs, each with the next seed. Default: ${DEFAULT-VALUE}")
    private int repetitions;

    @Override
    public Integer call() {
        if (batching) {
            return tuneBatches();
        }
        if (drift) {
            return drift();
        }
        if (compared != null) {
            return compare();
        }
        DemoSettings settings = settings(tasks.seed());
        export.prepare();
        Progress progress = new Progress(spec.commandLine().getErr());
        RunResult result =
                Shutdown.guarded(
                        () -> new DemoRun(settings, progress).run(),
                        "interrupted before the end of the trace");
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
            JsonOutput.print(out, result.asJson());
        } else {
            result.print(out);
        }
        return result.exitCode();
    }

    private Integer tuneBatches() {
        if (seconds < BatchingDemo.LEAST_SECONDS) {
            throw new UserErrorException(
                    "--seconds is %d, expected %d or more"
                            .formatted(seconds, BatchingDemo.LEAST_SECONDS));
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        BatchingDemoResult result =
                Shutdown.guarded(
                        () -> new BatchingDemo(seconds, tasks.seed(), progress).run(),
                        "interrupted before the end of the demo");
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, result.asJson());
        } else {
            result.print(out);
        }
        return result.isBetter() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Integer drift() {
        export.prepare();
        Progress progress = new Progress(spec.commandLine().getErr());
        return new DriftDemo(
                        cluster.catalogue(), tasks.seed(), speed.speed(), repetitions(), progress)
                .run(
                        spec.commandLine().getOut(),
                        json.isSet(),
                        export.folder(),
                        CommandText.of(spec));
    }

    private Integer compare() {
        PolicyOption.supplier(compared);
        if (export.folder() != null) {
            throw new UserErrorException("--export is given, expected none with --compare");
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        return new ComparedDemo(policy.single(), compared, this::settings, progress)
                .run(tasks.seed(), repetitions(), spec.commandLine().getOut(), json.isSet());
    }

    private int repetitions() {
        if (repetitions < 1) {
            throw new UserErrorException(
                    "--repetitions is %d, expected 1 or more".formatted(repetitions));
        }
        return repetitions;
    }

    private DemoSettings settings(long seed) {
        Workload workload = tasks.workload(cluster.catalogue(), seed);
        return DemoSettings.builder()
                .workload(workload)
                .policy(policy.single())
                .speed(speed.speed())
                .seed(seed)
                .failureShare(disturbances.failureShare())
                .disturbances(disturbances.disturbances(workload.catalogue()))
                .training(training())
                .build();
    }

    private boolean training() {
        if (!List.of("embedded", "off").contains(training)) {
            throw new UserErrorException(
                    "--training is %s, expected embedded or off".formatted(training));
        }
        return training.equals("embedded");
    }
}
