package org.dsppo.jobs.report.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.report.SignificantFigures;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.jobs.report.page.LineChart;
import org.dsppo.jobs.report.page.StaticPage;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.training.plan.TrainingRecord;
import org.dsppo.policy.training.plan.TrainingRecord.Judgement;
import org.dsppo.policy.training.plan.TrainingRecord.Point;
import org.dsppo.policy.training.plan.TrainingRecord.Stage;

/** {@code report.html} of a training run: what each stage did, and what the plan is without it. */
final class TrainingPage {

    /** Figures worth a curve, with what they are. */
    private static final Map<String, String> CURVES = curves();

    private final TrainingRecord record;
    private final Provenance provenance;

    private TrainingPage(TrainingRecord record, Provenance provenance) {
        this.record = record;
        this.provenance = provenance;
    }

    private static Map<String, String> curves() {
        Map<String, String> curves = new LinkedHashMap<>();
        curves.put("validationMean", "Validation: ln of completion over the best heuristic's");
        curves.put("validation", "Validation: score, with penalties");
        curves.put("score", "Score of a generation");
        curves.put("sigma", "Step size");
        curves.put("reward", "Reward of an episode");
        curves.put("logRatio", "Exploring: ln of completion over greedy's or the like");
        curves.put("divergence", "KL divergence of an iteration");
        curves.put("clipFraction", "Clipped share");
        curves.put("entropy", "Entropy, of the largest possible");
        curves.put("explainedVariance", "Explained variance of the value head");
        curves.put("leash", "KL divergence to the teacher");
        return curves;
    }

    static String render(TrainingRecord record, Provenance provenance) {
        return new TrainingPage(record, provenance).page();
    }

    private String page() {
        StaticPage page = new StaticPage("training", "Training of " + record.plan(), headline());
        outcomes(page);
        if (!record.ablations().isEmpty()) {
            ablations(page);
        }
        record.stages().forEach(stage -> stage(page, stage));
        page.section("How it came about")
                .code(provenance.command())
                .note(
                        "Version %s, %s, seed %d, %d s of wall clock with %d threads, Java %s, %s."
                                .formatted(
                                        provenance.version(),
                                        provenance.createdAt(),
                                        record.seed(),
                                        provenance.wallMillis() / 1000,
                                        provenance.threads(),
                                        provenance.java(),
                                        provenance.system()))
                .endSection();
        return page.html();
    }

    private String headline() {
        Judgement last = record.start();
        for (Stage stage : record.stages()) {
            last = stage.outcome() == null ? last : stage.outcome();
        }
        int families = record.families().size();
        String over =
                families == 1
                        ? "over %d samples".formatted(record.samples())
                        : "mean over %d families, %d samples each"
                                .formatted(families, record.samples());
        return "Against the best heuristic on the same tasks, mean completion is %s at the end and was %s at the start: %s that training never saw."
                .formatted(relative(last.overall()), relative(record.start().overall()), over);
    }

    private void outcomes(StaticPage page) {
        List<String> columns = new ArrayList<>(List.of("family", "start"));
        List<Judgement> judged = new ArrayList<>(List.of(record.start()));
        for (Stage stage : record.stages()) {
            if (stage.outcome() != null) {
                columns.add("after %d, %s".formatted(stage.number(), stage.kind()));
                judged.add(stage.outcome());
            }
        }
        page.section("What the stages left")
                .table(columns, rows(judged))
                .note(
                        "Completion against the best contender of each sample, 95 % intervals over"
                                + " samples; below zero is better. The same samples for all columns.")
                .endSection();
    }

    private List<List<String>> rows(List<Judgement> judged) {
        List<List<String>> rows = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of("all, each alike"));
        judged.forEach(each -> all.add(relative(each.overall())));
        rows.add(all);
        for (int i = 0; i < record.families().size(); i++) {
            List<String> row = new ArrayList<>(List.of(record.families().get(i)));
            for (Judgement each : judged) {
                row.add(relative(each.byFamily().get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private void ablations(StaticPage page) {
        List<List<String>> rows = new ArrayList<>();
        for (TrainingRecord.Ablation each : record.ablations()) {
            rows.add(
                    List.of(
                            "without %d, %s"
                                    .formatted(
                                            each.stage(), record.stages().get(each.stage()).kind()),
                            relative(each.outcome().overall()),
                            relative(each.difference())));
        }
        page.section("Ablation")
                .table(List.of("plan", "to the best heuristic", "to the whole plan"), rows)
                .note(
                        "The whole plan was run again without the stage, all other stages and seeds"
                                + " as before. Above zero in the last column: the stage is worth"
                                + " something.")
                .endSection();
    }

    private void stage(StaticPage page, Stage stage) {
        page.section("Stage %d: %s".formatted(stage.number(), stage.kind()))
                .code(stage.how().toString())
                .note("Trained on " + String.join(", ", stage.trainedOn()) + ".");
        List<StaticPage.Figure> figures = new ArrayList<>();
        CURVES.forEach(
                (name, caption) -> {
                    List<Point> points = stage.curves().getOrDefault(name, List.of());
                    if (points.size() > 1) {
                        figures.add(new StaticPage.Figure(caption, chart(caption, points)));
                    }
                });
        page.figures(3, figures).endSection();
    }

    private static String chart(String caption, List<Point> points) {
        return new LineChart(caption + ", by step")
                .add(
                        new LineChart.Curve(
                                caption,
                                "var(--accent)",
                                points.stream().mapToDouble(Point::step).toArray(),
                                points.stream().mapToDouble(Point::value).toArray()))
                .svg();
    }

    private static String relative(ConfidenceInterval interval) {
        return SignificantFigures.signed(100 * interval.mean(), 100 * interval.halfWidth()) + " %";
    }
}
