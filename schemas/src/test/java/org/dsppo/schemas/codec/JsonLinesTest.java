package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    @TempDir private Path folder;

    @Test
    void writesOneLinePerMessageAndReadsThemBack() throws Exception {
        Path file = folder.resolve("tasks.jsonl");
        List<TaskSubmitted> tasks =
                List.of(TaskSubmitted.of("a\nb", 1, "ai"), TaskSubmitted.of("é", 2, "ai"));
        JsonLines.write(file, MessageCodecs.TASK_SUBMITTED, tasks);
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(JsonLines.read(file, MessageCodecs.TASK_SUBMITTED)).isEqualTo(tasks);
    }

    @Test
    void skipsBlankLinesAndNeedsNoLastLineBreak() throws Exception {
        Path file =
                write(
                        """

                        {"taskId":"a","submittedAtMillis":1,"taskClass":"ai"}\r
                         \t\r
                        {"taskId":"b","submittedAtMillis":2,"taskClass":"ai"}""");
        assertThat(JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                .containsExactly(TaskSubmitted.of("a", 1, "ai"), TaskSubmitted.of("b", 2, "ai"));
    }

    @Test
    void linesMayEndAsOnOldMachinesAndCarryAMarkEach() throws Exception {
        String line = "{\"taskId\":\"%s\",\"submittedAtMillis\":1,\"taskClass\":\"ai\"}";
        Path file =
                write(
                        "\ufeff"
                                + line.formatted("a")
                                + "\r"
                                + line.formatted("b")
                                + "\r\n\r\r\ufeff"
                                + line.formatted("c")
                                + "\n"
                                + line.formatted("d").replace("1", "x"));
        assertThatThrownBy(() -> JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                .hasMessageStartingWith(file + ", line 6: ");
        Files.writeString(file, Files.readString(file).replace("x", "1"));
        assertThat(JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                .extracting(TaskSubmitted::taskId)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void namesFileAndLineOfAFault() throws Exception {
        Path file =
                write(
                        """
                        {"taskId":"a","submittedAtMillis":1,"taskClass":"ai"}

                        {"taskId":"b","submittedAtMillis":"2","taskClass":"ai"}
                        """);
        assertThatThrownBy(() -> JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(
                        file
                                + ", line 3: submittedAtMillis is \"2\", expected a whole number"
                                + " from 0 to 41024448000000");
    }

    @Test
    void aListAndAnObjectOverSeveralLinesAreToldTheWayOut() throws Exception {
        String task = "{\"taskId\": \"a\",\n\"submittedAtMillis\": 1, \"taskClass\": \"ai\"}";
        for (String text : List.of("[" + task.replace("\n", "") + "]", task.replace("{", "{\n"))) {
            Path file = write(text);
            assertThatThrownBy(() -> JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                    .hasMessageStartingWith(file + ", line 1: message is " + text.charAt(0))
                    .hasMessageEndingWith(
                            "expected one JSON object on each line, whole and without a list around");
        }
    }

    @Test
    void aTimeOfTheClockIsToldTheWayOut() throws Exception {
        Path file =
                write(
                        """
                        {"taskId":"a","submittedAtMillis":"2026-01-01T00:00:01Z","taskClass":"ai"}
                        """);
        assertThatThrownBy(() -> JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                .hasMessageEndingWith("from 0 to 41024448000000; give milliseconds");
    }

    @Test
    void namesTheFileOfAFaultyCatalogue() throws Exception {
        Path file = write("{\"name\":\"x\"}");
        assertThatThrownBy(() -> JsonFile.read(file, MessageCodecs.CATALOGUE))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(
                        file + ": resources is missing, expected at least one name of a resource");
    }

    @Test
    void leavesAMissingFileToTheCaller() {
        Path file = folder.resolve("nowhere.jsonl");
        assertThatThrownBy(() -> JsonLines.read(file, MessageCodecs.TASK_SUBMITTED))
                .isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("input.jsonl"), text);
    }
}
