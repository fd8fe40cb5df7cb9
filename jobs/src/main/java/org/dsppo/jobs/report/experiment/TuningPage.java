package org.dsppo.jobs.report.experiment;

import java.util.List;
import java.util.Locale;
import org.dsppo.policy.device.tuning.TuningControllers;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/** {@code report.html} of batch tuning: tables only, one file that asks the network for nothing. */
final class TuningPage {
    private final TuningDocument document;
    private final TuningTable table;

    private TuningPage(TuningDocument document) {
        this.document = document;
        this.table = new TuningTable(document.results());
    }

    static String render(TuningDocument document) {
        return new TuningPage(document).page();
    }

    private String page() {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'\">\n")
                .append("<title>DS-PPO Scheduler: batch tuning</title>\n<style>\n")
                .append(ReportPage.own("report.css"))
                .append("</style>\n</head>\n<body>\n<header class=\"page\">\n")
                .append(
                        "<div class=\"bar\"><span class=\"product\">DS-PPO Scheduler</span></div>\n")
                .append("<p class=\"eyebrow\">")
                .append(escape(document.experiment()))
                .append("</p>\n<h1>")
                .append(escape(document.description()))
                .append("</h1>\n</header>\n<main class=\"page\">\n");
        for (double pause : table.pauses()) {
            scores(page, pause);
            comparisons(page, pause);
        }
        provenance(page);
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private void scores(StringBuilder page, double pause) {
        page.append("<section><h2>Mean J, pause ")
                .append(pause)
                .append(" s per changed share</h2>\n<p class=\"note\">J = mean slowdown + 0.5 ×")
                .append(" share taken; lower is better. In bold the best of each scenario that is")
                .append(" neither clairvoyant nor chosen in hindsight.</p>\n")
                .append("<div class=\"scroll\"><table><thead><tr><th>controller</th>");
        for (String scenario : table.scenarios()) {
            page.append("<th>").append(escape(scenario)).append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        for (String controller : table.controllers()) {
            page.append("<tr><th scope=\"row\">").append(escape(controller)).append("</th>");
            for (String scenario : table.scenarios()) {
                double score = table.score(pause, scenario, controller);
                boolean best = !isToldTheFuture(controller) && score <= least(pause, scenario);
                page.append("<td>")
                        .append(best ? "<strong>" : "")
                        .append(String.format(Locale.ROOT, "%.3f", score))
                        .append(best ? "</strong>" : "")
                        .append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div></section>\n");
    }

    private double least(double pause, String scenario) {
        return table.controllers().stream()
                .filter(controller -> !isToldTheFuture(controller))
                .mapToDouble(controller -> table.score(pause, scenario, controller))
                .min()
                .orElse(Double.NaN);
    }

    private static boolean isToldTheFuture(String controller) {
        return controller.equals(TuningControllers.BEST_STATIC)
                || controller.equals(TuningControllers.CLAIRVOYANT);
    }

    private void comparisons(StringBuilder page, double pause) {
        page.append("<section><details><summary>In detail, pause ")
                .append(pause)
                .append(
                        " s</summary>\n<p class=\"note\">Relative differences of J are paired by seed,")
                .append(" with 95 % intervals.</p>\n<div class=\"scroll\"><table><thead><tr>");
        for (String heading :
                List.of(
                        "scenario",
                        "controller",
                        "J",
                        "vs model-jump",
                        "vs model-jump-10",
                        "vs best-static",
                        "vs clairvoyant",
                        "mean delay, ms",
                        "lost",
                        "share taken",
                        "changes")) {
            page.append("<th>").append(heading).append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        for (TuningTable.Row row : table.rows()) {
            if (row.reconfigurationSeconds() == pause) {
                cells(
                        page,
                        row.scenario(),
                        row.controller(),
                        "%.3f ± %.3f".formatted(row.score().mean(), row.score().halfWidth()),
                        relative(row.againstJump()),
                        relative(row.againstJumpWithHysteresis()),
                        relative(row.againstStatic()),
                        relative(row.againstClairvoyant()),
                        "%.1f".formatted(row.meanDelayMillis()),
                        "%.2f %%".formatted(100 * row.lossShare()),
                        "%.2f".formatted(row.meanShare()),
                        "%.0f".formatted(row.changes()));
            }
        }
        page.append("</tbody></table></div></details></section>\n");
    }

    private static void cells(StringBuilder page, String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(escape(cell)).append("</td>");
        }
        page.append("</tr>\n");
    }

    private static String relative(ConfidenceInterval interval) {
        return interval == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%+.1f ± %.1f %%",
                        100 * interval.mean(),
                        100 * interval.halfWidth());
    }

    private void provenance(StringBuilder page) {
        Provenance provenance = document.provenance();
        page.append("<section><h2>How it came about</h2><p><code>")
                .append(escape(provenance.command()))
                .append("</code></p><p class=\"note\">Version ")
                .append(escape(provenance.version()))
                .append(", ")
                .append(escape(provenance.createdAt()))
                .append(", ")
                .append(document.seeds().size())
                .append(" seeds, ")
                .append(provenance.wallMillis() / 1000)
                .append(" s on ")
                .append(provenance.threads())
                .append(" threads, Java ")
                .append(escape(provenance.java()))
                .append(", ")
                .append(escape(provenance.system()))
                .append(".</p></section>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
