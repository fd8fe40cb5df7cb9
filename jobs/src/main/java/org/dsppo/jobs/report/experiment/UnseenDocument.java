package org.dsppo.jobs.report.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.lab.measure.MeasureSummary;
import org.dsppo.policy.lab.measure.SiteLoadFigures;

/**
 * {@code results.json} of the experiments on unseen sites.
 *
 * @param experiment its name
 * @param description what it asks
 * @param provenance how the figures came about
 * @param measure what the figures are, a sentence each
 * @param summaries figures by policy and group of sites
 * @param results figures by site and load
 */
public record UnseenDocument(
        String experiment,
        String description,
        Provenance provenance,
        List<String> measure,
        List<MeasureSummary> summaries,
        List<SiteLoadFigures> results) {

    /** The headings of {@link #rows}. */
    static final List<String> COLUMNS =
            List.of(
                    "policy",
                    "over",
                    "sites × loads",
                    "ratio",
                    "95 %",
                    "to hindsight",
                    "worst",
                    "at",
                    "above 1.01",
                    "above 1.05",
                    "below 1");

    /** As text, indented. */
    public String json() {
        return FigureJson.indented(this);
    }

    /** What is found, a sentence for each policy. */
    @JsonProperty
    public List<String> findings() {
        return summaries.stream()
                .filter(MeasureSummary::isOverall)
                .map(
                        each ->
                                String.format(
                                        Locale.ROOT,
                                        "%s takes %.3f times as long as the best heuristic, %.3f times at worst (%s); surely more than 1.01 times in %d of %d, surely less in %d.",
                                        each.policy(),
                                        each.ratio(),
                                        each.worst(),
                                        each.worstAt(),
                                        each.above101(),
                                        each.siteLoads(),
                                        each.below1()))
                .toList();
    }

    /** Rules broken in all runs of what is judged. */
    public long violations() {
        return results.stream()
                .flatMap(each -> each.policies().stream())
                .mapToLong(SiteLoadFigures.Judged::violations)
                .sum();
    }

    /** For people. */
    public List<String> lines() {
        TextTable table = new TextTable(COLUMNS.toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray(String[]::new)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(findings());
        return lines;
    }

    List<List<String>> rows() {
        return summaries.stream().map(UnseenDocument::row).toList();
    }

    private static List<String> row(MeasureSummary each) {
        return List.of(
                each.policy(),
                each.group(),
                Integer.toString(each.siteLoads()),
                ratio(each.ratio()),
                each.low() == null ? "" : interval(each.low(), each.high()),
                ratio(each.hindsightRatio()),
                ratio(each.worst()),
                each.worstAt(),
                Long.toString(each.above101()),
                Long.toString(each.above105()),
                Long.toString(each.below1()));
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String interval(double low, double high) {
        return String.format(Locale.ROOT, "%.3f to %.3f", low, high);
    }
}
