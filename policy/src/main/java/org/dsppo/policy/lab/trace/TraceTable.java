package org.dsppo.policy.lab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.schemas.codec.FileText;
import org.dsppo.schemas.codec.InvalidFileException;

/**
 * A delimited text file, read row by row, so that a trace may be larger than memory. Lines may end
 * in CR LF, empty ones are skipped, a byte order mark is not part of the first name. Between commas
 * fields may be quoted (RFC 4180); between tabs a quote is a character as any other.
 */
final class TraceTable {

    /** Takes the rows one after the other. */
    @FunctionalInterface
    interface RowReader {
        void read(Row row) throws InvalidTraceException;
    }

    private static final CsvFactory CSV =
            CsvFactory.builder()
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .build();
    private static final CsvSchema COMMAS = CsvSchema.emptySchema();
    private static final CsvSchema TABS =
            CsvSchema.emptySchema().withColumnSeparator('\t').withoutQuoteChar();

    private final Path file;
    private Map<String, Integer> columns;
    private int rows;

    private TraceTable(Path file) {
        this.file = file;
    }

    /**
     * Reads a file with commas whose first line names the columns.
     *
     * @param needed columns that must be there, in any order
     * @throws InvalidTraceException also if there are no rows
     */
    static void withHeader(Path file, List<String> needed, RowReader reader)
            throws InvalidTraceException {
        TraceTable table = new TraceTable(file);
        table.each(
                COMMAS,
                (line, fields) -> {
                    if (table.columns == null) {
                        table.named(line, fields, needed);
                    } else {
                        table.row(line, fields, reader);
                    }
                });
        if (table.columns == null) {
            table.named(1, List.of(), needed);
        }
        table.requireRows();
    }

    /**
     * Reads a file with tabs and without a line of names.
     *
     * @param layouts names of the columns, told apart by their number
     * @throws InvalidTraceException also if there are no rows
     */
    static void withoutHeader(Path file, List<List<String>> layouts, RowReader reader)
            throws InvalidTraceException {
        TraceTable table = new TraceTable(file);
        table.each(
                TABS,
                (line, fields) -> {
                    if (table.columns == null) {
                        table.laidOut(line, fields, layouts);
                    }
                    table.row(line, fields, reader);
                });
        table.requireRows();
    }

    private void named(int line, List<String> header, List<String> needed)
            throws InvalidTraceException {
        for (String column : needed) {
            if (!header.contains(column)) {
                throw new InvalidTraceException(
                        "%s, line %d: has columns %s, expected %s among them"
                                .formatted(
                                        file,
                                        line,
                                        InvalidTraceException.quoted(String.join(",", header)),
                                        column));
            }
        }
        number(header);
    }

    private void laidOut(int line, List<String> fields, List<List<String>> layouts)
            throws InvalidTraceException {
        for (List<String> layout : layouts) {
            if (layout.size() == fields.size()) {
                number(layout);
                return;
            }
        }
        throw new InvalidTraceException(
                "%s, line %d: has %d columns, expected %s"
                        .formatted(
                                file,
                                line,
                                fields.size(),
                                layouts.stream()
                                        .map(layout -> "" + layout.size())
                                        .collect(Collectors.joining(" or "))));
    }

    private void number(List<String> names) {
        columns = new HashMap<>();
        for (String name : names) {
            columns.put(name, columns.size());
        }
    }

    private void row(int line, List<String> fields, RowReader reader) throws InvalidTraceException {
        if (fields.size() != columns.size()) {
            throw new InvalidTraceException(
                    "%s, line %d: has %d columns, expected %d"
                            .formatted(file, line, fields.size(), columns.size()));
        }
        rows++;
        reader.read(new Row(line, fields));
    }

    private void requireRows() throws InvalidTraceException {
        if (rows == 0) {
            throw new InvalidTraceException(file + " is empty, expected at least one row");
        }
    }

    @FunctionalInterface
    private interface FieldsReader {
        void read(int line, List<String> fields) throws InvalidTraceException;
    }

    private void each(CsvSchema schema, FieldsReader reader) throws InvalidTraceException {
        try (Reader text =
                        new InputStreamReader(
                                FileText.open(file), StandardCharsets.UTF_8.newDecoder());
                CsvParser parser = CSV.createParser(text)) {
            parser.setSchema(schema);
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                int line = 0;
                List<String> fields = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    line = line == 0 ? parser.currentTokenLocation().getLineNr() : line;
                    fields.add(parser.getText().strip());
                }
                reader.read(line, fields);
            }
        } catch (JsonProcessingException e) {
            throw new InvalidTraceException(
                    "%s, line %d: is not a row of a table (%s)"
                            .formatted(
                                    file,
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    InvalidTraceException.firstLine(e.getOriginalMessage())),
                    e);
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(file, e);
        } catch (InvalidFileException e) {
            throw new InvalidTraceException(e.getMessage(), e);
        }
    }

    /** A line of values. */
    final class Row {

        private final int line;
        private final List<String> fields;

        private Row(int line, List<String> fields) {
            this.line = line;
            this.fields = fields;
        }

        /** Number of the line in the file, from 1. */
        int line() {
            return line;
        }

        /** True if the file has such a column. */
        boolean has(String column) {
            return columns.containsKey(column);
        }

        /** A value as it stands; may be empty. */
        String text(String column) {
            return fields.get(columns.get(column));
        }

        boolean isEmpty(String column) {
            return text(column).isEmpty();
        }

        /** True if there is no value, also in the words of data frames. */
        boolean isMissing(String column) {
            return isEmpty(column)
                    || text(column).equalsIgnoreCase("nan")
                    || text(column).equalsIgnoreCase("none");
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
