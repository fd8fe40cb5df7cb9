package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsppo.jobs.report.TextTable;

/**
 * {@code results.json} of batch tuning.
 *
 * @param experiment its name
 * @param description what it asks
 * @param provenance how the figures came about
 * @param seeds that every figure is taken over
 * @param results figures by pause, scenario and controller
 */
public record TuningDocument(
        String experiment,
        String description,
        Provenance provenance,
        List<Long> seeds,
        List<TuningTable.Row> results) {

    /** As text, indented. */
    public String json() {
        return FigureJson.indented(this);
    }

    /** The table of mean J, one per pause: a row per controller, a column per scenario. */
    public List<String> lines() {
        TuningTable table = new TuningTable(results);
        List<String> lines = new ArrayList<>();
        for (double pause : table.pauses()) {
            lines.add(
                    "J (mean slowdown + 0.5 x share taken; lower is better), pause %s s per changed share"
                            .formatted(pause));
            String[] headings = new String[1 + table.scenarios().size()];
            headings[0] = "controller";
            for (int at = 1; at < headings.length; at++) {
                headings[at] = table.scenarios().get(at - 1);
            }
            TextTable text = new TextTable(headings);
            for (String controller : table.controllers()) {
                String[] cells = new String[headings.length];
                cells[0] = controller;
                for (int at = 1; at < headings.length; at++) {
                    cells[at] =
                            String.format(
                                    Locale.ROOT,
                                    "%.3f",
                                    table.score(pause, headings[at], controller));
                }
                text.row(cells);
            }
            lines.addAll(text.lines());
            lines.add("");
        }
        return lines;
    }
}
