package org.dsppo.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.RunDescription;
import org.dsppo.jobs.report.RunExport;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.run.RejectionReasons;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.calibration.CalibratedPolicies;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo evaluate}: policies in simulation, without Kafka or Flink. */
@Command(
        name = "evaluate",
        description =
                "Compares policies in simulation: once, on your own tasks over many samples of"
                        + " them, or over a named experiment.",
        footer = {
            "",
            "Examples:",
            "  dsppo evaluate --policy first-fit,greedy,greedy:k=2",
            "  dsppo evaluate --cluster i3 --tasks tasks=20000:jitter=0.02 --seed 7 --policy greedy"
                    + " --json",
            "  dsppo evaluate --cluster cluster.json --tasks tasks.jsonl --policy greedy --export"
                    + " out",
            "  dsppo evaluate --trace gavel:traces/gavel:file=0e4a51 --racks 2 --policy"
                    + " greedy,first-fit",
            "  dsppo evaluate --cluster site.json --tasks site.jsonl --policies heuristics,ds-ppo"
                    + " --seeds 0-9 --out mine",
            "  dsppo evaluate --trace openb:traces/openb --nodes 39 --policies ds-ppo,baselines"
                    + " --seeds recorded",
            "  dsppo evaluate --tasks tasks=1500:jitter=0.02 --policies ds-ppo,greedy --seeds 0-19",
            "  dsppo evaluate --experiment load-sweep --policies heuristics --seeds 0-19 --out"
                    + " sweep",
            "  dsppo evaluate --experiment unseen-sites --sites 0-9 --cache out/unseen-cache",
            "",
            "Without --policies, --seeds or --out it is one run of each policy. With several"
                    + " policies each gets",
            "a folder of its own in the export. --json prints an array 'results'; with one policy,"
                    + " its figures",
            "also stand at the top. With seeds, --out gets results.csv, results.json and"
                    + " report.html, a stopped",
            "comparison goes on when it is asked for again, and --json prints results.json. Times"
                    + " are trace time."
        })
final class EvaluateCommand implements Callable<Integer> {

    private record Row(String policy, RunSummary summary, String rejections) {}

    @Spec private CommandSpec spec;
    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;
    @Mixin private PolicyOption policy;
    @Mixin private ExportOption export;
    @Mixin private JsonOption json;

    @Option(
            names = "--reservations",
            paramLabel = "on|off",
            description = {
                "Whether the engine keeps places for tasks that fit nowhere.",
                "Default: on; off for experiments, as policies are defined and compared without"
            })
    private OnOff reservations;

    @ArgGroup(exclusive = false, heading = "%nMany runs, with a report:%n")
    private ExperimentOptions experiment;

    @Override
    public Integer call() {
        return experiment == null
                ? evaluateRun()
                : new ExperimentMode(
                                spec, experiment.settings(), cluster, tasks, policy, reservations)
                        .run(json.isSet());
    }

    private Integer evaluateRun() {
        List<String> policies = policy.names();
        policies.forEach(PolicyOption::supplier);
        Workload workload = tasks.workload(cluster.catalogue());
        export.prepare();
        Progress progress = new Progress(spec.commandLine().getErr());
        CalibratedPolicies calibrated = CalibrationNews.calibrating(progress);
        List<Row> rows = new ArrayList<>();
        for (String name : policies) {
            progress.show(
                    "%s: policy %d of %d, %s"
                            .formatted(workload.name(), rows.size() + 1, policies.size(), name));
            Supplier<PlacementPolicy> supplier = calibrated.named(name, workload.catalogue());
            rows.add(run(workload, name, supplier, policies.size() > 1));
        }
        progress.clear();
        if (json.isSet()) {
            JsonOutput.print(spec.commandLine().getOut(), asJson(workload, rows));
        } else {
            print(workload, rows);
        }
        boolean clean = rows.stream().allMatch(row -> row.summary().violations().isEmpty());
        return clean ? ExitCode.OK : ExitCode.FAILED;
    }

    private Row run(
            Workload workload, String name, Supplier<PlacementPolicy> supplier, boolean several) {
        long startedAt = System.currentTimeMillis();
        SimulationResult result;
        try {
            result = Simulator.run(workload, supplier, rules(), RuntimeModel.AS_ESTIMATED);
        } catch (IllegalStateException e) {
            throw new RunFailedException(e.getMessage(), e);
        }
        RunDescription description =
                new RunDescription(startedAt, 1, tasks.seed(), name, CommandText.of(spec));
        RunExport files =
                new RunExport(
                        workload.catalogue(), workload.tasks(), result.decisions(), description);
        if (several) {
            export.write(files, name);
        } else {
            export.write(files);
        }
        return new Row(
                name,
                RunSummary.of(ExecutedRun.of(result)),
                RejectionReasons.inWords(result.decisions()));
    }

    private EngineOptions rules() {
        EngineOptions rules = EngineOptions.defaults();
        return reservations == OnOff.OFF ? rules.withoutReservations() : rules;
    }

    private Map<String, Object> asJson(Workload workload, List<Row> rows) {
        List<Map<String, Object>> results = rows.stream().map(EvaluateCommand::asJson).toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cluster", workload.catalogue().name());
        fields.put("workload", workload.name());
        fields.put("seed", tasks.seed());
        if (results.size() == 1) {
            fields.putAll(results.get(0));
        }
        fields.put("results", results);
        return fields;
    }

    private static Map<String, Object> asJson(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy", row.policy());
        fields.putAll(JsonOutput.fields(row.summary()));
        return fields;
    }

    private void print(Workload workload, List<Row> rows) {
        TextTable table =
                new TextTable(
                        "policy",
                        "finished",
                        "rejected",
                        "completion",
                        "waiting",
                        "p95",
                        "p99",
                        "p99 waiting",
                        "utilisation",
                        "violations");
        for (Row row : rows) {
            RunSummary summary = row.summary();
            table.row(
                    row.policy(),
                    Figures.count(summary.finished()),
                    Figures.count(summary.rejected()),
                    Figures.seconds(summary.averageCompletionMillis()),
                    Figures.seconds(summary.averageWaitingMillis()),
                    Figures.seconds(summary.p95CompletionMillis()),
                    Figures.seconds(summary.p99CompletionMillis()),
                    Figures.seconds(summary.p99WaitingMillis()),
                    Figures.percent(summary.utilisation()),
                    Figures.violations(summary));
        }
        var out = spec.commandLine().getOut();
        out.printf(
                "%s on %s, %s tasks, simulated; times are trace time%n%n",
                workload.name(),
                workload.catalogue().name(),
                Figures.count(rows.get(0).summary().tasks()));
        table.lines().forEach(out::println);
        for (Row row : rows) {
            if (!row.rejections().isEmpty()) {
                out.printf("rejected by %s, %s%n", row.policy(), row.rejections());
            }
        }
        out.flush();
    }
}
