package org.dsppo.schemas.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as editors and spreadsheets save them. */
class FileTextTest {

    private static final String LINES =
            "{\"taskId\": \"t0\", \"submittedAtMillis\": 0, \"taskClass\": \"c\"}\r\n"
                    + "\r\n"
                    + "{\"taskId\": \"t1\", \"submittedAtMillis\": 7, \"taskClass\": \"c\"}\r\n";

    @TempDir Path folder;

    @Test
    void aMarkBeforeTheTextIsNotPartOfIt() throws Exception {
        Path file = write("\uFEFFabc", UTF_8);
        try (InputStream in = FileText.open(file)) {
            assertThat(in.readAllBytes()).containsExactly('a', 'b', 'c');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "{\n}", "é"})
    void textWithoutMarkIsReadAsItIs(String text) throws Exception {
        Path file = write(text, UTF_8);
        try (InputStream in = FileText.open(file)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, UTF-16",
        "UTF-16LE, UTF-16",
        "UTF-16BE, UTF-16",
        "X-UTF-32LE-BOM, UTF-32",
        "X-UTF-32BE-BOM, UTF-32"
    })
    void otherEncodingsAreNamedInOneLine(String charset, String name) throws Exception {
        Path file = write(LINES, Charset.forName(charset));
        assertThatThrownBy(() -> JsonLines.read(file, MessageCodecs.TASK_MESSAGE))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(
                        file
                                + ": encoding is "
                                + name
                                + ", expected UTF-8: save the file as UTF-8");
    }

    @Test
    void utf16WithLittleEndianMarkIsNamed() throws Exception {
        Path file = write("\uFEFF" + LINES, StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> JsonFile.read(file, MessageCodecs.CATALOGUE))
                .hasMessageContaining("encoding is UTF-16");
    }

    @Test
    void linesOfWindowsWithAMarkAreRead() throws Exception {
        Path file = write("\uFEFF" + LINES, UTF_8);
        assertThat(JsonLines.read(file, MessageCodecs.TASK_MESSAGE))
                .extracting(TaskMessage::taskId, TaskMessage::atMillis)
                .containsExactly(tuple("t0", 0L), tuple("t1", 7L));
    }

    private Path write(String text, Charset charset) throws Exception {
        return Files.write(folder.resolve("file.txt"), text.getBytes(charset));
    }
}
