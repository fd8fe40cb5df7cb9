package org.dsppo.jobs.agent.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Rows under a line of names, separated by commas, fields in quotes or not. Columns are found by
 * name, so that others may come and go; a row that is too short was cut off and is passed over.
 */
final class Csv {

    private final List<String> header;
    private final List<List<String>> rows;

    private Csv(List<String> header, List<List<String>> rows) {
        this.header = header;
        this.rows = rows;
    }

    /**
     * Reads a table.
     *
     * @param isHeader finds the line of names, for tools that say something else first
     * @throws ToolFailedException if there is none
     */
    static Csv parse(String text, Predicate<List<String>> isHeader) throws ToolFailedException {
        List<String> header = null;
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            List<String> fields = split(line);
            if (header == null && isHeader.test(fields)) {
                header = fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            } else if (header != null && fields.size() >= header.size()) {
                rows.add(fields);
            }
        }
        if (header == null) {
            throw new ToolFailedException("no line of column names in its output");
        }
        return new Csv(header, rows);
    }

    List<List<String>> rows() {
        return rows;
    }

    /** Field of the first column whose name begins so, null when missing. */
    String field(List<String> row, String nameStart) {
        for (int i = 0; i < header.size() && i < row.size(); i++) {
            if (header.get(i).startsWith(nameStart)) {
                return row.get(i);
            }
        }
        return null;
    }

    private static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
