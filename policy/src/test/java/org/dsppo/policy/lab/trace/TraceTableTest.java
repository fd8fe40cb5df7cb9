package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTableTest {

    @TempDir Path folder;

    @Test
    void fieldsMayBeQuotedAndLinesAreCountedAsInTheFile() throws Exception {
        Path file =
                write(
                        "\uFEFF\"a\",\"b\"\r\n"
                                + "\"1,024\",x\r\n"
                                + "\r\n"
                                + "\"say \"\"so\"\"\", y \r\n"
                                + "\"two\nlines\",z\r\n"
                                + "last,\r\n",
                        StandardCharsets.UTF_8);
        assertThat(rows(file))
                .containsExactly("2: 1,024|x", "4: say \"so\"|y", "5: two\nlines|z", "7: last|");
    }

    @Test
    void betweenTabsAQuoteIsACharacter() throws Exception {
        Path file = write("run \"x\t1\nb\"\t2\n", StandardCharsets.UTF_8);
        List<String> rows = new ArrayList<>();
        TraceTable.withoutHeader(
                file,
                List.of(List.of("one", "two", "three"), List.of("command", "steps")),
                row -> rows.add(row.line() + ": " + row.text("command") + "|" + row.text("steps")));
        assertThat(rows).containsExactly("1: run \"x|1", "2: b\"|2");
    }

    @Test
    void aRowOfNoLayoutIsToldTheNumbersOfColumns() throws Exception {
        Path file = write("a\tb\tc\n", StandardCharsets.UTF_8);
        assertThatThrownBy(
                        () ->
                                TraceTable.withoutHeader(
                                        file, List.of(List.of("p"), List.of("p", "q")), row -> {}))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage(file + ", line 1: has 3 columns, expected 1 or 2");
    }

    @Test
    void aQuoteThatIsNotClosedIsOneLine() throws Exception {
        Path file = write("a,b\n\"x\"y,1\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(InvalidTraceException.class)
                .message()
                .startsWith(file + ", line 2: is not a row of a table (")
                .doesNotContain("\n");
    }

    @Test
    void utf16IsNamedAsSuch() throws Exception {
        Path file = write("a,b\n1,2\n", StandardCharsets.UTF_16);
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage(file + ": encoding is UTF-16, expected UTF-8: save the file as UTF-8");
    }

    private static List<String> rows(Path file) throws InvalidTraceException {
        List<String> rows = new ArrayList<>();
        TraceTable.withHeader(
                file,
                List.of("a", "b"),
                row -> rows.add(row.line() + ": " + row.text("a") + "|" + row.text("b")));
        return rows;
    }

    private Path write(String text, Charset charset) throws Exception {
        return Files.write(folder.resolve("table.csv"), text.getBytes(charset));
    }
}
