package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.jobs.console.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceOptionsTest {

    @TempDir private Path folder;
    private Path trace;

    @BeforeEach
    void writeTrace() throws IOException {
        trace =
                Files.writeString(
                        folder.resolve("code.csv"),
                        """
                        TIMESTAMP,ContextTokens,GeneratedTokens
                        2023-11-16 18:17:03.9799600,4808,10
                        2023-11-16 18:17:04.0319600,110,27
                        2023-11-16 18:17:43.9799600,110,27
                        """);
    }

    @Test
    void replaysArrivalsOnTheClassesOfTheCluster() throws IOException {
        CommandRun run =
                CommandRun.ofLine(
                        "evaluate --cluster i3 --trace azure:%s --compress 4 --json"
                                .formatted(trace));

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertThat(figures.get("finished").asInt()).isEqualTo(3);
        // The last task arrives after 40 s / 4 and takes at most 18 s, the longest shortest run
        // time.
        assertThat(figures.get("makespanMillis").asDouble()).isBetween(21_000.0, 28_000.0);
        assertThat(run.err()).contains("3 of 3 records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    --trace azure:/nowhere/code.csv | /nowhere/code.csv
                    --trace parquet:file            | parquet
                    --racks 2                       | --racks is 2, expected it with --trace only
                    --trace azure:x --tasks stable  | --tasks is stable, expected either it or --trace
                    --trace azure:x --racks 2       | racks
                    --trace azure:x --compress fast | compress
                    """)
    void saysInOneLineWhatIsWrong(String options, String problem) {
        CommandRun run = CommandRun.ofLine("evaluate " + options);

        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.errorLines()).hasSize(1).first().asString().contains(problem);
        assertThat(run.out()).isEmpty();
    }
}
