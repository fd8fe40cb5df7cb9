package org.dsppo.jobs.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.Shutdown;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.jobs.report.demo.DriftPage;
import org.dsppo.jobs.report.demo.DriftRun;
import org.dsppo.jobs.run.RunResult;
import org.dsppo.jobs.run.WallClockRun;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * {@code dsppo demo --drift}: the same trace with and without training, from a poor policy. It is
 * long enough for two versions: training needs some hundred arrivals, a shadow as many tasks, and a
 * canary some pairs of windows that are long against the times that tasks take.
 */
public final class DriftDemo {

    /**
     * Decides until the first version has been read. Were it the learned policy that comes with the
     * product, the job could take that for what the first version replaces, and go back to it.
     */
    private static final String AT_FIRST = "greedy";

    private static final int START_VERSION = 2;
    private static final int QUARTERS = 4;
    private static final int PARTS = 40;
    private static final int TASKS = 5_400;
    private static final long HORIZON_MILLIS = 6_000_000;

    private final Catalogue catalogue;
    private final long seed;
    private final double speed;
    private final int repetitions;
    private final Progress progress;
    private final List<DriftRun> off = new ArrayList<>();
    private final List<DriftRun> on = new ArrayList<>();
    private boolean clean = true;

    public DriftDemo(
            Catalogue catalogue, long seed, double speed, int repetitions, Progress progress) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.speed = speed;
        this.repetitions = repetitions;
        this.progress = progress;
    }

    /**
     * Runs all pairs and prints what came of them.
     *
     * @param folder where the files go, null for none
     * @param command what was typed
     */
    public int run(PrintWriter out, boolean json, Path folder, String command) {
        for (int i = 0; i < repetitions; i++) {
            Workload workload = workload(seed + i);
            off.add(run(workload, seed + i, false));
            on.add(run(workload, seed + i, true));
            // Whoever stops it after some pairs has these.
            export(folder, command);
        }
        if (json) {
            JsonOutput.print(out, asJson());
        } else {
            print(out);
        }
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
        float[] weights = LinearPath.rankedBy(CandidateFeature.SLOWDOWN, 1, NetworkShape.LINEAR);
        return PolicyArtefact.of(
                        "ds-ppo",
                        NetworkShape.LINEAR,
                        ShippedPolicy.artefact().normalisers(),
                        weights)
                .withVersion(START_VERSION);
    }

    private DriftRun run(Workload workload, long ofSeed, boolean training) {
        progress.say(
                "%s, seed %d, training %s"
                        .formatted(workload.name(), ofSeed, training ? "on" : "off"));
        DemoSettings settings =
                DemoSettings.builder()
                        .workload(workload)
                        .policy(AT_FIRST)
                        .speed(speed)
                        .seed(ofSeed)
                        .failureShare(0)
                        .disturbances(List.of())
                        .training(training)
                        .start(poor())
                        .build();
        RunResult result =
                Shutdown.guarded(
                        () -> new DemoRun(settings, progress).run(),
                        "interrupted before the end of the trace");
        clean &= result.exitCode() == ExitCode.OK;
        return new DriftRun(
                ofSeed,
                training,
                means(workload, result.run(), PARTS),
                means(workload, result.run(), QUARTERS),
                promotions(result),
                result.policies().active());
    }

    private static double[] means(Workload workload, WallClockRun run, int parts) {
        Map<String, Long> submitted = new HashMap<>();
        workload.tasks().forEach(each -> submitted.put(each.taskId(), each.atMillis()));
        double[] sums = new double[parts];
        int[] counts = new int[parts];
        for (ExecutedDecision each : run.inWallTime()) {
            if (each.outcome() == AttemptOutcome.FINISHED) {
                long at = submitted.get(each.decision().taskId());
                int part = (int) Math.min(parts - 1, at * parts / HORIZON_MILLIS);
                sums[part] += each.finishedAtMillis() * run.clock().speed() - at;
                counts[part]++;
            }
        }
        for (int i = 0; i < parts; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    private static List<DriftRun.Promotion> promotions(RunResult result) {
        List<DriftRun.Promotion> promotions = new ArrayList<>();
        int active = START_VERSION;
        for (PolicyTopic.Change change : result.policies().changes()) {
            if (change.record().active() != active) {
                active = change.record().active();
                promotions.add(
                        new DriftRun.Promotion(
                                result.run().clock().toTraceMillis(change.atEpochMillis()),
                                active,
                                String.valueOf(change.record().reason())));
            }
        }
        return promotions;
    }

    private void print(PrintWriter out) {
        TextTable table =
                new TextTable("seed", "training", "1st quarter", "2nd", "3rd", "4th", "active");
        for (int i = 0; i < on.size(); i++) {
            row(table, off.get(i));
            row(table, on.get(i));
        }
        table.lines().forEach(out::println);
        out.println("mean completion of the tasks submitted in each quarter, trace time");
        for (DriftRun run : on) {
            run.promotions()
                    .forEach(
                            each ->
                                    out.printf(
                                            "seed %d, %s: %s%n",
                                            run.seed(),
                                            Figures.seconds(each.atMillis()),
                                            each.reason()));
        }
        out.println(DriftPage.finding(DriftPage.lastQuarter(off, on)));
        out.flush();
    }

    private static void row(TextTable table, DriftRun run) {
        table.row(
                Long.toString(run.seed()),
                run.training() ? "on" : "off",
                Figures.seconds(run.quarterMillis()[0]),
                Figures.seconds(run.quarterMillis()[1]),
                Figures.seconds(run.quarterMillis()[2]),
                Figures.seconds(run.quarterMillis()[3]),
                run.activeVersion());
    }

    private Map<String, Object> asJson() {
        ConfidenceInterval last = DriftPage.lastQuarter(off, on);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("off", off.stream().map(JsonOutput::fields).toList());
        fields.put("on", on.stream().map(JsonOutput::fields).toList());
        fields.put("lastQuarterDifference", last.mean());
        fields.put(
                "lastQuarterHalfWidth", Double.isNaN(last.halfWidth()) ? null : last.halfWidth());
        return fields;
    }

    private void export(Path folder, String command) {
        if (folder == null) {
            return;
        }
        StringBuilder csv = new StringBuilder("seed,training,part,completionMillis\n");
        for (int i = 0; i < on.size(); i++) {
            addLines(csv, off.get(i));
            addLines(csv, on.get(i));
        }
        try {
            Files.writeString(folder.resolve("drift.csv"), csv);
            Files.writeString(
                    folder.resolve("drift.html"),
                    DriftPage.render(off, on, HORIZON_MILLIS, command));
        } catch (IOException e) {
            throw new RunFailedException(
                    "the export to " + folder + " failed: " + IoProblem.inWords(e), e);
        }
    }

    private static void addLines(StringBuilder csv, DriftRun run) {
        for (int part = 0; part < PARTS; part++) {
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%s,%d,%.1f%n",
                            run.seed(),
                            run.training() ? "on" : "off",
                            part + 1,
                            run.completionMillis()[part]));
        }
    }
}
