package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of requests, in the shapes in which they are published. */
class RequestReaderTest {

    @TempDir Path folder;

    @Test
    void azureOf2024HasOffsetsAndSometimesNoFraction() throws Exception {
        TraceReading reading =
                read(
                        "azure",
                        "AzureLLMInferenceTrace_code_1week.csv",
                        """
                        TIMESTAMP,ContextTokens,GeneratedTokens
                        2024-05-10 00:00:00.009930+00:00,2162,5
                        2024-05-10 00:00:01+00:00,80,15
                        2024-05-10 02:00:01.500000+02:00,2399,6
                        """);
        // 00:00:01 − .00993 s; 02:00:01.5 in a zone two hours ahead is 00:00:01.5.
        assertThat(times(reading)).containsExactly(0L, 990L, 1490L);
    }

    @Test
    void quotedFieldsAndAByteOrderMarkAreRead() throws Exception {
        TraceReading reading =
                read(
                        "azure",
                        "a.csv",
                        "\uFEFF\"TIMESTAMP\",\"ContextTokens\"\r\n"
                                + "\"2023-11-16 18:17:03.9799600\",\"1,024\"\r\n"
                                + "\"2023-11-16 18:17:04.0000000\",\"5\"\r\n");
        assertThat(times(reading)).containsExactly(0L, 20L);
    }

    @Test
    void burstGptCountsFromTheFirstDay() throws Exception {
        TraceReading reading =
                read(
                        "burstgpt",
                        "BurstGPT_1.csv",
                        """
                        Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
                        5,ChatGPT,472,18,490,Conversation log
                        45.5,GPT-4,1087,0,1087,API log
                        """);
        assertThat(times(reading)).containsExactly(5_000L, 45_500L);
        assertThat(reading.summary()).isEqualTo("burstgpt BurstGPT_1 on paper-i3: 2 of 2 records");
    }

    @Test
    void theSecondHalfOfBurstGptIsRebasedAndSaidToBe() throws Exception {
        TraceReading reading =
                read(
                        "burstgpt",
                        "BurstGPT_2.csv",
                        """
                        Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
                        5270400,ChatGPT,472,18,490,Conversation log
                        5270407,GPT-4,1087,230,1317,API log
                        """);
        assertThat(times(reading)).containsExactly(0L, 7_000L);
        assertThat(reading.summary())
                .endsWith(
                        "2 of 2 records; times begin at 5270400 s; they are rebased, the first to 0");
    }

    @Test
    void mooncakeHasALineOfJsonForEachRequestInMilliseconds() throws Exception {
        TraceReading reading =
                read(
                        "mooncake",
                        "conversation_trace.jsonl",
                        """
                        {"timestamp": 0, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1]}
                        {"timestamp": 3000, "input_length": 7322, "output_length": 490, "hash_ids": [0, 14]}

                        {"timestamp": 3052, "input_length": 7, "output_length": 4, "hash_ids": []}
                        """);
        assertThat(times(reading)).containsExactly(0L, 3_000L, 3_052L);
        assertThat(SmallTraces.tasks(reading.workload()).get(2).taskId())
                .isEqualTo("request-000004");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "mooncake; a.jsonl; {\"input_length\": 4}; line 1, column timestamp: is \"missing\", expected"
                        + " milliseconds from 0 to 1000000000000",
                "mooncake; a.jsonl; {\"timestamp\": -4}; line 1, column timestamp: is \"-4\", expected",
                "mooncake; a.jsonl; {\"timestamp\": 4; line 1: is not JSON (",
                "burstgpt; a.csv; Timestamp,Model; line 1: has columns \"Timestamp,Model\", expected Request tokens"
            })
    void whatIsNotARecordIsNamedByLine(String format, String name, String text, String fault) {
        assertThatThrownBy(() -> read(format, name, text))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining(name + ", " + fault)
                .message()
                .doesNotContain("\n");
    }

    private static Iterable<Long> times(TraceReading reading) {
        return SmallTraces.tasks(reading.workload()).stream()
                .map(TaskSubmitted::submittedAtMillis)
                .toList();
    }

    private TraceReading read(String format, String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return TraceSource.parse(format + ":" + folder + ":catalogue=i3").read();
    }
}
