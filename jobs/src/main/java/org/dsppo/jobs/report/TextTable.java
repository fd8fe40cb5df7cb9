package org.dsppo.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a terminal: columns as wide as need be, the first to the left, others to the right.
 */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param headings one per column
     */
    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has another number of cells than there are headings
     */
    public TextTable row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "row %s has %d cells, expected %d"
                            .formatted(List.of(cells), cells.length, rows.get(0).size()));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, headings first, without blanks at their ends. */
    public List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(i == 0 ? row.get(i) + pad : pad + row.get(i));
        }
        return line.toString().stripTrailing();
    }
}
