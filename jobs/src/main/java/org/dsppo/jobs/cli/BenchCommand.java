package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.bench.BenchmarkedCell;
import org.dsppo.jobs.bench.SimulatorBenchmark;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.TextTable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo bench}: tasks per second of engine and policy in simulation, by JMH. */
@Command(
        name = "bench",
        description =
                "Measures how many tasks per second engine and policy take in simulation on one"
                        + " core, and each policy as a ratio of the first.",
        footer = {
            "",
            "Examples:",
            "  dsppo bench",
            "  dsppo bench --catalogue ii5,ii5:x100 --policy ds-ppo,set-network",
            "  dsppo bench --catalogue ii5 --policy greedy,first-fit --json"
        })
final class BenchCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--catalogue",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "i3",
            description =
                    "Built-in catalogues; ii5:x100 has a hundred times the nodes and tasks, 3,300"
                            + " of them. Default: ${DEFAULT-VALUE}.")
    private List<String> catalogues;

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "P",
            defaultValue = "greedy",
            description =
                    "Policies; set-network is ds-ppo with a set network of random weights on top."
                            + " Default: ${DEFAULT-VALUE}.")
    private List<String> policies;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "Length of each of five warm-ups and five measurements.")
    private int seconds;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        check();
        new Progress(spec.commandLine().getErr())
                .show(
                        "measuring %d runs of about %d s each"
                                .formatted(catalogues.size() * policies.size(), 10 * seconds));
        List<Map<String, Object>> rows = rows(measure());
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, Map.of("results", rows));
        } else {
            TextTable table = new TextTable("catalogue", "policy", "tasks/s", "±", "ratio");
            for (Map<String, Object> row : rows) {
                table.row(
                        (String) row.get("catalogue"),
                        (String) row.get("policy"),
                        "%,.0f".formatted(row.get("tasksPerSecond")),
                        "%,.0f".formatted(row.get("error999")),
                        "%.2f".formatted(row.get("ratioToFirst")));
            }
            table.lines().forEach(out::println);
            out.flush();
        }
        return ExitCode.OK;
    }

    /** Refuses names before the first minute has gone by. */
    private void check() {
        try {
            catalogues.forEach(each -> BenchmarkedCell.workload(each, 1));
            policies.forEach(BenchmarkedCell::policies);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private Collection<RunResult> measure() {
        try {
            return new Runner(
                            new OptionsBuilder()
                                    .include(SimulatorBenchmark.class.getName())
                                    .param("catalogue", catalogues.toArray(String[]::new))
                                    .param("policy", policies.toArray(String[]::new))
                                    .mode(Mode.Throughput)
                                    .warmupTime(TimeValue.seconds(seconds))
                                    .measurementTime(TimeValue.seconds(seconds))
                                    .verbosity(VerboseMode.SILENT)
                                    .shouldFailOnError(true)
                                    .build())
                    .run();
        } catch (RunnerException e) {
            throw new RunFailedException("the benchmark failed: " + e.getMessage(), e);
        }
    }

    private static List<Map<String, Object>> rows(Collection<RunResult> results) {
        List<Map<String, Object>> rows = new ArrayList<>();
        double first = Double.NaN;
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            if (Double.isNaN(first)) {
                first = primary.getScore();
            }
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("catalogue", result.getParams().getParam("catalogue"));
            row.put("policy", result.getParams().getParam("policy"));
            row.put("tasksPerSecond", primary.getScore());
            row.put("error999", primary.getScoreError());
            row.put("ratioToFirst", primary.getScore() / first);
            rows.add(row);
        }
        return rows;
    }
}
