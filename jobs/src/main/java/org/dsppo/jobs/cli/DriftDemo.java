package org.dsppo.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.deepsets.LinearPath;
import org.dsppo.policy.deepsets.ShippedPolicy;
import org.dsppo.policy.evaluation.ConfidenceInterval;
import org.dsppo.policy.simulation.AttemptOutcome;
import org.dsppo.policy.simulation.ExecutedDecision;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.policy.simulation.WorkloadGenerator;
import org.dsppo.policy.simulation.WorkloadRecipe;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;
import org.dsppo.schemas.catalogue.Catalogue;

/** {@code dsppo demo --drift}: the same trace with and without training, from a poor policy. */
final class DriftDemo {

    private static final int QUARTERS = 4;
    private static final int TASKS = 4_500;
    private static final long HORIZON_MILLIS = 3_000_000;

    private final Catalogue catalogue;
    private final long seed;
    private final double speed;
    private final int repetitions;
    private final Progress progress;

    /** Mean completion of the tasks submitted in each quarter of the trace, and what decided. */
    private record Side(double[] quarters, PolicyFigures policies, int exitCode) {}

    DriftDemo(Catalogue catalogue, long seed, double speed, int repetitions, Progress progress) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.speed = speed;
        this.repetitions = repetitions;
        this.progress = progress;
    }

    int run(PrintWriter out, boolean json, Path folder) {
        List<Side> off = new ArrayList<>();
        List<Side> on = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            Workload workload = workload(seed + i);
            off.add(side(workload, seed + i, false));
            on.add(side(workload, seed + i, true));
        }
        ConfidenceInterval last =
                ConfidenceInterval.ofPairedRatio(
                        on.stream().mapToDouble(each -> each.quarters[QUARTERS - 1]).toArray(),
                        off.stream().mapToDouble(each -> each.quarters[QUARTERS - 1]).toArray());
        if (json) {
            JsonOption.print(out, asJson(off, on, last));
        } else {
            print(out, off, on, last);
        }
        if (folder != null) {
            export(folder, off, on);
        }
        boolean clean =
                off.stream().allMatch(each -> each.exitCode == ExitCode.OK)
                        && on.stream().allMatch(each -> each.exitCode == ExitCode.OK);
        return clean ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The classes that come first in the catalogue, then those that come last. */
    private Workload workload(long ofSeed) {
        List<String> classes = List.copyOf(catalogue.classes().keySet());
        int half = (classes.size() + 1) / 2;
        WorkloadRecipe recipe =
                new WorkloadRecipe(
                        TASKS,
                        HORIZON_MILLIS,
                        0.02,
                        0,
                        30_000,
                        weights(classes.subList(0, half)),
                        weights(classes.subList(classes.size() - half, classes.size())));
        return WorkloadGenerator.generate(catalogue, recipe, ofSeed);
    }

    private static Map<String, Double> weights(List<String> classes) {
        Map<String, Double> weights = new LinkedHashMap<>();
        classes.forEach(each -> weights.put(each, 1.0));
        return weights;
    }

    /** Admits everything and prefers what takes longest. */
    private static PolicyArtefact poor() {
        float[] weights = new float[NetworkShape.LINEAR.weightCount()];
        weights[LinearPath.position(false, "one")] = 1;
        weights[LinearPath.position(true, "slowdown")] = 1;
        return PolicyArtefact.of(
                        "ds-ppo",
                        NetworkShape.LINEAR,
                        ShippedPolicy.artefact().normalisers(),
                        weights)
                .withVersion(2);
    }

    private Side side(Workload workload, long ofSeed, boolean training) {
        progress.say(
                "%s, seed %d, training %s"
                        .formatted(workload.name(), ofSeed, training ? "on" : "off"));
        DemoSettings settings =
                new DemoSettings(workload, "ds-ppo", speed, ofSeed, 0, List.of(), training, poor());
        RunResult result =
                Shutdown.guarded(
                        () -> new DemoRun(settings, progress).run(),
                        "interrupted before the end of the trace");
        return new Side(quarters(workload, result.run()), result.policies(), result.exitCode());
    }

    private static double[] quarters(Workload workload, WallClockRun run) {
        Map<String, Long> submitted = new LinkedHashMap<>();
        workload.tasks().forEach(each -> submitted.put(each.taskId(), each.atMillis()));
        double[] sums = new double[QUARTERS];
        int[] counts = new int[QUARTERS];
        for (ExecutedDecision each : run.inWallTime()) {
            if (each.outcome() == AttemptOutcome.FINISHED) {
                long at = submitted.get(each.decision().taskId());
                int quarter = (int) Math.min(QUARTERS - 1, at * QUARTERS / HORIZON_MILLIS);
                sums[quarter] += each.finishedAtMillis() * run.clock().speed() - at;
                counts[quarter]++;
            }
        }
        for (int i = 0; i < QUARTERS; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }

    private void print(PrintWriter out, List<Side> off, List<Side> on, ConfidenceInterval last) {
        TextTable table =
                new TextTable("seed", "training", "1st quarter", "2nd", "3rd", "4th", "active");
        for (int i = 0; i < repetitions; i++) {
            row(table, seed + i, "off", off.get(i));
            row(table, seed + i, "on", on.get(i));
        }
        table.lines().forEach(out::println);
        out.println("mean completion of the tasks submitted in each quarter, trace time");
        out.printf(
                Locale.ROOT,
                "last quarter, training on against off: %+.1f %% ± %.1f %% (95 %%, %d pairs)%n",
                100 * last.mean(),
                100 * last.halfWidth(),
                last.samples());
        out.flush();
    }

    private static void row(TextTable table, long ofSeed, String training, Side side) {
        table.row(
                Long.toString(ofSeed),
                training,
                Figures.seconds(side.quarters[0]),
                Figures.seconds(side.quarters[1]),
                Figures.seconds(side.quarters[2]),
                Figures.seconds(side.quarters[3]),
                side.policies.active());
    }

    private static Map<String, Object> asJson(
            List<Side> off, List<Side> on, ConfidenceInterval last) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("off", off.stream().map(DriftDemo::asJson).toList());
        fields.put("on", on.stream().map(DriftDemo::asJson).toList());
        fields.put("lastQuarterDifference", last.mean());
        fields.put(
                "lastQuarterHalfWidth", Double.isNaN(last.halfWidth()) ? null : last.halfWidth());
        return fields;
    }

    private static Map<String, Object> asJson(Side side) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("quarterCompletionMillis", side.quarters);
        fields.put("publishedVersions", side.policies.publishedVersions());
        fields.put("activeVersion", side.policies.active());
        fields.put("decidedBy", side.policies.decisions());
        fields.put("fallbacks", side.policies.fallbacks());
        return fields;
    }

    private void export(Path folder, List<Side> off, List<Side> on) {
        StringBuilder csv = new StringBuilder("seed,training,quarter,completionMillis\n");
        for (int i = 0; i < repetitions; i++) {
            for (int quarter = 0; quarter < QUARTERS; quarter++) {
                csv.append(line(seed + i, "off", quarter, off.get(i)));
                csv.append(line(seed + i, "on", quarter, on.get(i)));
            }
        }
        try {
            Files.writeString(folder.resolve("drift.csv"), csv);
        } catch (IOException e) {
            throw new RunFailedException("the export to " + folder + " failed: " + e, e);
        }
    }

    private static String line(long ofSeed, String training, int quarter, Side side) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%d,%.1f%n",
                ofSeed,
                training,
                quarter + 1,
                side.quarters[quarter]);
    }
}
