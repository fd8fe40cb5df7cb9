package org.dsppo.jobs.report.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.page.LineChart;
import org.dsppo.jobs.report.page.LineChart.Curve;
import org.dsppo.jobs.report.page.StaticPage;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/** {@code drift.html}: what training does to completion as the trace goes on. */
public final class DriftPage {

    private static final String WITH = "var(--accent)";
    private static final String WITHOUT = "var(--soft)";
    private static final String PROMOTED = "var(--good)";
    private static final String CHANGED = "var(--bad)";

    private final List<DriftRun> off;
    private final List<DriftRun> on;
    private final long horizonMillis;

    private DriftPage(List<DriftRun> off, List<DriftRun> on, long horizonMillis) {
        this.off = off;
        this.on = on;
        this.horizonMillis = horizonMillis;
    }

    /**
     * The page.
     *
     * @param off runs without training
     * @param on the same with training, in the same order
     * @param horizonMillis length of the traces
     * @param command what was typed
     */
    public static String render(
            List<DriftRun> off, List<DriftRun> on, long horizonMillis, String command) {
        return new DriftPage(off, on, horizonMillis).page(command);
    }

    /** How much longer completion is in the last quarter with training, pair by pair. */
    public static ConfidenceInterval lastQuarter(List<DriftRun> off, List<DriftRun> on) {
        return ConfidenceInterval.ofPairedRatio(
                on.stream().mapToDouble(DriftRun::lastQuarterMillis).toArray(),
                off.stream().mapToDouble(DriftRun::lastQuarterMillis).toArray());
    }

    /** The same in words. */
    public static String finding(ConfidenceInterval last) {
        String interval =
                Double.isNaN(last.halfWidth())
                        ? "one pair"
                        : String.format(
                                Locale.ROOT,
                                "± %.1f %%, 95 %%, %d pairs",
                                100 * last.halfWidth(),
                                last.samples());
        return String.format(
                Locale.ROOT,
                "last quarter, training on against off: %+.1f %% (%s)",
                100 * last.mean(),
                interval);
    }

    private String page(String command) {
        StaticPage page =
                new StaticPage(
                        "demo",
                        "Training while classes of tasks change",
                        "Completion in the " + finding(lastQuarter(off, on)) + ".");
        page.section("Completion as the trace goes on")
                .note(
                        "Mean completion, seconds, of the tasks submitted in each of %d parts of the trace,"
                                        .formatted(on.get(0).completionMillis().length)
                                + " over trace time, seconds. Blue: with training; grey: without. At the"
                                + " green lines a version became active by itself; at the red one the"
                                + " classes change.")
                .figures(2, charts())
                .endSection();
        page.section("Quarters of the trace").table(columns(), rows()).endSection();
        page.section("Versions that became active")
                .table(List.of("seed", "at", "version", "why"), promotions())
                .endSection();
        page.section("How it came about").code(command).endSection();
        return page.html();
    }

    private List<StaticPage.Figure> charts() {
        List<StaticPage.Figure> charts = new ArrayList<>();
        for (int i = 0; i < on.size(); i++) {
            charts.add(
                    new StaticPage.Figure(
                            "Seed " + on.get(i).seed(), chart(off.get(i), on.get(i))));
        }
        return charts;
    }

    private String chart(DriftRun without, DriftRun with) {
        LineChart chart =
                new LineChart("Completion with and without training, seed " + with.seed())
                        .over(0, horizonMillis / 1000.0);
        double most = 0;
        for (DriftRun run : List.of(without, with)) {
            for (double each : run.completionMillis()) {
                most = Double.isFinite(each) ? Math.max(most, each / 1000) : most;
            }
        }
        chart.add(mark("the classes change", CHANGED, horizonMillis / 2000.0, most));
        for (DriftRun.Promotion each : with.promotions()) {
            // What happens while everything warms up is there from the beginning.
            chart.add(
                    mark(
                            "version %d becomes active: %s"
                                    .formatted(each.version(), each.reason()),
                            PROMOTED,
                            Math.max(0, each.atMillis() / 1000),
                            most));
        }
        return chart.add(curve("without training", WITHOUT, without))
                .add(curve("with training", WITH, with))
                .svg();
    }

    private static Curve mark(String name, String colour, double at, double most) {
        return new Curve(name, colour, new double[] {at, at}, new double[] {0, most});
    }

    private Curve curve(String name, String colour, DriftRun run) {
        int parts = run.completionMillis().length;
        double[] x = new double[parts];
        double[] y = new double[parts];
        for (int i = 0; i < parts; i++) {
            x[i] = (i + 0.5) * horizonMillis / parts / 1000;
            y[i] = run.completionMillis()[i] / 1000;
        }
        return new Curve(name, colour, x, y);
    }

    private static List<String> columns() {
        return List.of("seed", "training", "1st quarter", "2nd", "3rd", "4th", "active in the end");
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < on.size(); i++) {
            rows.add(row(off.get(i)));
            rows.add(row(on.get(i)));
        }
        return rows;
    }

    private static List<String> row(DriftRun run) {
        List<String> row = new ArrayList<>();
        row.add(Long.toString(run.seed()));
        row.add(run.training() ? "on" : "off");
        for (double each : run.quarterMillis()) {
            row.add(Figures.seconds(each));
        }
        row.add(run.activeVersion());
        return row;
    }

    private List<List<String>> promotions() {
        return on.stream()
                .flatMap(
                        run ->
                                run.promotions().stream()
                                        .map(
                                                each ->
                                                        List.of(
                                                                Long.toString(run.seed()),
                                                                Figures.seconds(each.atMillis()),
                                                                Integer.toString(each.version()),
                                                                each.reason())))
                .toList();
    }
}
