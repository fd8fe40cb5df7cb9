package org.dsppo.jobs.report.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.jobs.report.page.LineChart;
import org.dsppo.jobs.report.page.StaticPage;
import org.dsppo.policy.training.plan.RewardGrid;
import org.dsppo.policy.training.plan.RewardGrid.Curve;

/** Figure 6 of the paper as a page: reward by iteration for all weightings, on both queues. */
final class RewardGridPage {

    private static final int LISTED = 5;

    private final RewardGrid grid;
    private final List<Curve> curves;

    private RewardGridPage(RewardGrid grid, List<Curve> curves) {
        this.grid = grid;
        this.curves = curves;
    }

    static String render(RewardGrid grid, List<Curve> curves, Provenance provenance) {
        return new RewardGridPage(grid, curves).page(provenance);
    }

    private String page(Provenance provenance) {
        StaticPage page =
                new StaticPage(
                        "figure 6",
                        "Rewards for all weights of completion, waiting and utilisation",
                        headline());
        for (String queue : queues()) {
            queue(page, queue);
        }
        page.section("How it came about")
                .code(provenance.command())
                .note(
                        ("%d weightings with steps of 1/%d, %d iterations of PPO each from the same"
                                        + " untrained network, seed %d; %d s of wall clock with %d threads."
                                        + " Version %s, %s.")
                                .formatted(
                                        grid.weightings().size(),
                                        grid.tenths(),
                                        grid.iterations(),
                                        grid.seed(),
                                        provenance.wallMillis() / 1000,
                                        provenance.threads(),
                                        provenance.version(),
                                        provenance.createdAt()))
                .endSection();
        return page.html();
    }

    private List<String> queues() {
        return curves.stream().map(Curve::queue).distinct().toList();
    }

    private List<Curve> of(String queue) {
        return curves.stream().filter(curve -> curve.queue().equals(queue)).toList();
    }

    private String headline() {
        List<String> sentences = new ArrayList<>();
        for (String queue : queues()) {
            Curve best =
                    of(queue).stream()
                            .min(Comparator.comparingDouble(RewardGridPage::lastCompletion))
                            .orElseThrow();
            long rose =
                    of(queue).stream()
                            .filter(curve -> last(curve.rewards()) > curve.rewards().get(0))
                            .count();
            sentences.add(
                    String.format(
                            Locale.ROOT,
                            "%s: reward rose for %d of %d weightings; completion ended lowest with"
                                    + " %s, at %.3f of greedy's while exploring.",
                            queue,
                            rose,
                            of(queue).size(),
                            name(best),
                            lastCompletion(best)));
        }
        return String.join(" ", sentences);
    }

    private void queue(StaticPage page, String queue) {
        page.section("Queue: " + queue)
                .figures(
                        2,
                        List.of(
                                new StaticPage.Figure(
                                        (grid.paperReward()
                                                        ? "Reward per task, equations 13 to 17"
                                                        : "Reward per task, relative to greedy")
                                                + ", by iteration",
                                        chart(queue, Curve::rewards)),
                                new StaticPage.Figure(
                                        "Completion over greedy's while exploring, by iteration",
                                        chart(queue, Curve::completions))))
                .note(
                        "Red grows with the weight of completion, green with that of waiting, blue"
                                + " with that of utilisation. Rewards of different weightings are"
                                + " different quantities.");
        List<Curve> ranked = new ArrayList<>(of(queue));
        ranked.sort(Comparator.comparingDouble(RewardGridPage::lastCompletion));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            if (i < LISTED || i >= ranked.size() - LISTED) {
                rows.add(row(ranked.get(i)));
            }
        }
        page.heading("Lowest and highest completion at the end")
                .table(
                        List.of(
                                "α, β, σ",
                                "first reward",
                                "last reward",
                                "completion over greedy's"),
                        rows)
                .endSection();
    }

    private static List<String> row(Curve curve) {
        return List.of(
                name(curve),
                String.format(Locale.ROOT, "%.4f", curve.rewards().get(0)),
                String.format(Locale.ROOT, "%.4f", last(curve.rewards())),
                String.format(Locale.ROOT, "%.3f", lastCompletion(curve)));
    }

    private String chart(String queue, ToDoubleListFunction figure) {
        LineChart chart = new LineChart("Curves of all weightings on the queue " + queue);
        for (Curve curve : of(queue)) {
            double[] y = figure.apply(curve).stream().mapToDouble(Double::doubleValue).toArray();
            double[] x = new double[y.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = i + 1;
            }
            chart.add(new LineChart.Curve(name(curve), colour(curve), x, y));
        }
        return chart.svg();
    }

    /** One figure of a curve, by iteration. */
    @FunctionalInterface
    private interface ToDoubleListFunction {
        List<Double> apply(Curve curve);
    }

    private static String colour(Curve curve) {
        ToDoubleFunction<Double> channel = weight -> 40 + 190 * weight;
        return "rgb(%.0f,%.0f,%.0f)"
                .formatted(
                        channel.applyAsDouble(curve.alpha()),
                        channel.applyAsDouble(curve.beta()),
                        channel.applyAsDouble(curve.sigma()));
    }

    private static String name(Curve curve) {
        return String.format(
                Locale.ROOT, "%.2g, %.2g, %.2g", curve.alpha(), curve.beta(), curve.sigma());
    }

    private static double lastCompletion(Curve curve) {
        return last(curve.completions());
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }
}
