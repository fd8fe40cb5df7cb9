package org.dsppo.jobs.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/**
 * {@code dsppo demo --compare}: the same traces live under two policies, one seed after the other.
 */
public final class ComparedDemo {

    private final String policy;
    private final String other;
    private final LongFunction<DemoSettings> settings;
    private final Progress progress;
    private final List<Long> seeds = new ArrayList<>();
    private final List<RunResult> own = new ArrayList<>();
    private final List<RunResult> others = new ArrayList<>();

    /**
     * @param settings of a run under {@code policy}, by seed
     */
    public ComparedDemo(
            String policy, String other, LongFunction<DemoSettings> settings, Progress progress) {
        this.policy = policy;
        this.other = other;
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs all pairs and prints what came of them. */
    public int run(long firstSeed, int repetitions, PrintWriter out, boolean json) {
        for (long seed = firstSeed; seed < firstSeed + repetitions; seed++) {
            DemoSettings run = settings.apply(seed);
            seeds.add(seed);
            own.add(result(run));
            others.add(result(run.under(other)));
        }
        if (json) {
            JsonOutput.print(out, asJson());
        } else {
            print(out);
        }
        boolean clean = true;
        for (RunResult each : own) {
            clean &= each.exitCode() == ExitCode.OK;
        }
        for (RunResult each : others) {
            clean &= each.exitCode() == ExitCode.OK;
        }
        return clean ? ExitCode.OK : ExitCode.FAILED;
    }

    private RunResult result(DemoSettings run) {
        progress.say("seed %d under %s".formatted(run.seed(), run.policy()));
        return Shutdown.guarded(
                () -> new DemoRun(run, progress).run(), "interrupted before the end of the trace");
    }

    private static double[] completions(List<RunResult> runs) {
        return runs.stream().mapToDouble(run -> run.summary().averageCompletionMillis()).toArray();
    }

    private ConfidenceInterval difference() {
        return ConfidenceInterval.ofPairedRatio(completions(own), completions(others));
    }

    private void print(PrintWriter out) {
        TextTable table =
                new TextTable("seed", policy, other, "difference", "fallbacks", "violations");
        for (int i = 0; i < seeds.size(); i++) {
            double mean = own.get(i).summary().averageCompletionMillis();
            double otherMean = others.get(i).summary().averageCompletionMillis();
            table.row(
                    Long.toString(seeds.get(i)),
                    Figures.seconds(mean),
                    Figures.seconds(otherMean),
                    percent(mean / otherMean - 1),
                    Figures.count(own.get(i).policies().fallbacks()),
                    Figures.violations(own.get(i).summary()));
        }
        table.lines().forEach(out::println);
        out.println("mean completion live, trace time");
        ConfidenceInterval difference = difference();
        out.println(
                Double.isNaN(difference.halfWidth())
                        ? "%s against %s: %s in one pair"
                                .formatted(policy, other, percent(difference.mean()))
                        : String.format(
                                Locale.ROOT,
                                "%s against %s: %s ± %.1f %% (95 %%, %d pairs), at most %s",
                                policy,
                                other,
                                percent(difference.mean()),
                                100 * difference.halfWidth(),
                                difference.samples(),
                                percent(difference.mean() + difference.halfWidth())));
        out.flush();
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * part);
    }

    private Map<String, Object> asJson() {
        ConfidenceInterval difference = difference();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy", policy);
        fields.put("comparedWith", other);
        fields.put("seeds", seeds);
        fields.put("runs", own.stream().map(RunResult::asJson).toList());
        fields.put("comparedRuns", others.stream().map(RunResult::asJson).toList());
        fields.put("completionDifference", difference.mean());
        fields.put(
                "completionHalfWidth",
                Double.isNaN(difference.halfWidth()) ? null : difference.halfWidth());
        return fields;
    }
}
