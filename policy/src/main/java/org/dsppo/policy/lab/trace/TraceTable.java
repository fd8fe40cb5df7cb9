package org.dsppo.policy.lab.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A delimited text file without quoting, which none of the traces has: a quote in a field is kept
 * as it is. Lines may end in CR LF, empty ones are skipped.
 */
final class TraceTable {

    private final Path file;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private TraceTable(Path file) {
        this.file = file;
    }

    /**
     * Reads a file whose first line names the columns.
     *
     * @param needed columns that must be there, in any order
     * @throws InvalidTraceException also if there are no rows
     */
    static TraceTable withHeader(Path file, String delimiter, List<String> needed)
            throws InvalidTraceException {
        TraceTable table = new TraceTable(file);
        List<String> lines = lines(file);
        List<String> header =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).strip().split(delimiter, -1));
        for (String column : needed) {
            if (!header.contains(column)) {
                throw new InvalidTraceException(
                        "%s, line 1: has columns %s, expected %s among them"
                                .formatted(
                                        file,
                                        InvalidTraceException.quoted(String.join(",", header)),
                                        column));
            }
        }
        table.fill(header, lines, 1, delimiter);
        return table;
    }

    /** Reads a file without a line of names, whose columns are these. */
    static TraceTable withoutHeader(Path file, String delimiter, List<String> columns)
            throws InvalidTraceException {
        TraceTable table = new TraceTable(file);
        table.fill(columns, lines(file), 0, delimiter);
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    private void fill(List<String> header, List<String> lines, int from, String delimiter)
            throws InvalidTraceException {
        for (String column : header) {
            columns.put(column, columns.size());
        }
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] fields = lines.get(i).split(delimiter, -1);
            if (fields.length != header.size()) {
                throw new InvalidTraceException(
                        "%s, line %d: has %d columns, expected %d"
                                .formatted(file, i + 1, fields.length, header.size()));
            }
            rows.add(new Row(i + 1, fields));
        }
        if (rows.isEmpty()) {
            throw new InvalidTraceException(file + " is empty, expected at least one row");
        }
    }

    private static List<String> lines(Path file) throws InvalidTraceException {
        try {
            return Files.readAllLines(file);
        } catch (IOException | UncheckedIOException e) {
            throw InvalidTraceException.unreadable(file, e);
        }
    }

    /** A line of values. */
    final class Row {

        private final int line;
        private final String[] fields;

        private Row(int line, String[] fields) {
            this.line = line;
            this.fields = fields;
        }

        /** Number of the line in the file, from 1. */
        int line() {
            return line;
        }

        /** A value as it stands; may be empty. */
        String text(String column) {
            return fields[columns.get(column)].strip();
        }

        boolean isEmpty(String column) {
            return text(column).isEmpty();
        }

        /** A whole number within bounds. */
        long whole(String column, long least, long most) throws InvalidTraceException {
            try {
                long number = Long.parseLong(text(column));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Falls through to the same message as a number out of range.
            }
            throw invalid(column, "a whole number from %d to %d".formatted(least, most));
        }

        /** A number within bounds. */
        double number(String column, double least, double most) throws InvalidTraceException {
            try {
                double number = Double.parseDouble(text(column));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Falls through to the same message as a number out of range.
            }
            throw invalid(column, "a number from %s to %s".formatted(least, most));
        }

        InvalidTraceException invalid(String column, String expected) {
            return InvalidTraceException.at(file, line, column, text(column), expected);
        }
    }
}
