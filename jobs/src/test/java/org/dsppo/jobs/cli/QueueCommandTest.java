package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.jobs.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueueCommandTest {

    @TempDir private Path folder;

    /** Row P15 of the reference table. */
    @Test
    void printsEveryFigureUnderTheNameOfTheReference() throws IOException {
        CommandRun run =
                CommandRun.ofLine(
                        "queue --lambda 3 --a 1 --b 16 --n 64 --epsilon .5 --c .1 --theta 1"
                                + " --kappa 9 --alpha 1 --json");
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        JsonNode figures = new ObjectMapper().readTree(run.out());
        List<String> names = new ArrayList<>();
        figures.fieldNames().forEachRemaining(names::add);
        assertThat(String.join(",", names))
                .isEqualTo(
                        "lambda,a,b,N,eps,c,theta,kappa,alpha,E_L,E_Lq,E_W,E_Wq,P_block,E_batch,"
                                + "throughput,util,d_1,d_b");
        assertThat(figures.get("E_W").asDouble()).isCloseTo(1.17498990709213, within(1e-12));
        assertThat(figures.get("util").asDouble()).isCloseTo(.948102043463835, within(1e-12));
    }

    @Test
    void explainsFiguresToPeople() {
        CommandRun run = CommandRun.ofLine("queue --lambda 3 --b 16 --epsilon .5 --c .1");
        assertThat(run.out()).containsPattern("E_W +1\\.17499 +delay, s");
    }

    @Test
    void fitsTheLawToTimesInAFile() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("times.csv"),
                        List.of("batch,share,seconds", "1,1,0.3", "3,1,0.4", "2,1,0.35", ""));
        CommandRun run = CommandRun.of("queue", "--fit", file.toString(), "--json");
        JsonNode fit = new ObjectMapper().readTree(run.out());
        double first = fit.get("eps").asDouble() + fit.get("c").asDouble();
        assertThat(first).isCloseTo(.3, within(1e-9));
        assertThat(fit.get("c").asDouble() * fit.get("theta").asDouble())
                .isCloseTo(.05, within(1e-9));
        assertThat(fit.get("residual").asDouble()).isLessThan(1e-9);
    }

    @Test
    void saysInOneLineWhatCannotBeUsed() throws IOException {
        CommandRun room = CommandRun.ofLine("queue --lambda 3 --a 9 --b 16 --n 4 --c 1");
        assertThat(room.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(room.err().strip()).isEqualTo("dsppo queue: N is 4, expected a - 1 = 8 to 2000");
        CommandRun missing = CommandRun.ofLine("queue --lambda 3 --c 1");
        assertThat(missing.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(missing.err()).contains("missing option --b");
        Path file =
                Files.write(folder.resolve("bad.csv"), List.of("share,batch,seconds", "1,one,2"));
        CommandRun fit = CommandRun.of("queue", "--fit", file.toString());
        assertThat(fit.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(fit.err()).contains("bad.csv, line 2").contains("\"one\"");
    }
}
