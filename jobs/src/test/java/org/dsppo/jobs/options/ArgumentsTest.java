package org.dsppo.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArgumentsTest {

    @TempDir private Path folder;

    @Test
    void takesValuesApartOrJoined() {
        assertThat(Arguments.parse("--lease", "3 s", "--policy=greedy:k=2").configuration().toMap())
                .isEqualTo(Map.of("lease", "3 s", "policy", "greedy:k=2"));
    }

    @Test
    void takesANegativeNumberAsAValue() {
        assertThat(Arguments.parse("--speed", "-1").configuration().toMap())
                .isEqualTo(Map.of("speed", "-1"));
    }

    @Test
    void letsArgumentsWinOverTheFileWhateverTheOrder() throws IOException {
        Path file = file("lease: 3 s\nnode:\n  down:\n    after: 1 min\nmax.failures: 7\n");

        Map<String, String> values =
                Arguments.parse("--lease", "4 s", "--config", file.toString())
                        .configuration()
                        .toMap();

        assertThat(values)
                .isEqualTo(Map.of("lease", "4 s", "node.down.after", "1 min", "max.failures", "7"));
    }

    @Test
    void reportsEveryArgumentItCannotRead() {
        assertThatThrownBy(() -> Arguments.parse("lease", "--policy", "--speed"))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("argument is lease, expected --KEY VALUE")
                .hasMessageContaining("--policy has no value")
                .hasMessageContaining("--speed has no value");
    }

    @Test
    void namesAFileItCannotRead() throws IOException {
        String missing = folder.resolve("missing.yaml").toString();
        String broken = file("lease: [3 s\n").toString();

        assertThatThrownBy(() -> Arguments.parse("--config", missing))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("--config is " + missing);
        assertThatThrownBy(() -> Arguments.parse("--config", broken))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("--config is " + broken)
                .hasMessageContaining("line 2");
    }

    @Test
    void helpsEvenWhenTheRestIsWrong() {
        assertThat(Arguments.parse("--nonsense", "--help").help()).isTrue();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("options.yaml"), content);
    }
}
