package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsppo.jobs.report.page.StaticPage;
import org.dsppo.policy.lab.measure.SiteLoadFigures;
import org.dsppo.policy.lab.measure.SiteLoadFigures.Judged;

/** {@code report.html} of the experiments on unseen sites. */
final class UnseenPage {

    private UnseenPage() {}

    static String render(UnseenDocument document) {
        StaticPage page =
                new StaticPage(
                        document.experiment(),
                        document.description(),
                        String.join(" ", document.findings()));
        page.section("Over all, by load, kind and arrivals")
                .table(UnseenDocument.COLUMNS, document.rows())
                .endSection();
        page.section("Site by site")
                .table(
                        List.of(
                                "site",
                                "arrivals",
                                "load",
                                "tasks",
                                "heuristics",
                                "best on other samples",
                                "its completion, s",
                                "best in hindsight",
                                "policy",
                                "ratio",
                                "95 %",
                                "to hindsight",
                                "cut off",
                                "unfinished",
                                "violations"),
                        siteRows(document))
                .endSection();
        page.section("What the figures are");
        document.measure().forEach(page::note);
        return page.code(document.provenance().command())
                .note(
                        "Version %s, %s, %d s on %d threads, Java %s, %s."
                                .formatted(
                                        document.provenance().version(),
                                        document.provenance().createdAt(),
                                        document.provenance().wallMillis() / 1000,
                                        document.provenance().threads(),
                                        document.provenance().java(),
                                        document.provenance().system()))
                .endSection()
                .html();
    }

    private static List<List<String>> siteRows(UnseenDocument document) {
        List<List<String>> rows = new ArrayList<>();
        for (SiteLoadFigures each : document.results()) {
            for (Judged judged : each.policies()) {
                rows.add(
                        List.of(
                                each.site(),
                                each.arrivals(),
                                Double.toString(each.load()),
                                Integer.toString(each.tasks()),
                                Integer.toString(each.heuristics()),
                                each.reference(),
                                String.format(
                                        Locale.ROOT,
                                        "%.2f",
                                        SiteLoadFigures.mean(each.referenceMillis()) / 1000),
                                each.hindsight(),
                                judged.policy(),
                                UnseenDocument.ratio(judged.ratio()),
                                UnseenDocument.interval(judged.low(), judged.high()),
                                UnseenDocument.ratio(judged.hindsightRatio()),
                                Integer.toString(judged.cutOff()),
                                Integer.toString(judged.unfinished()),
                                Long.toString(judged.violations())));
            }
        }
        return rows;
    }
}
