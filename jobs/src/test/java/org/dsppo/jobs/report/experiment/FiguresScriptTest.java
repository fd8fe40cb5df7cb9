package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dsppo.jobs.report.SignificantFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of a report rounds as what is printed does. */
final class FiguresScriptTest {

    /** A page without instances, so that the script can be read; then each case in words. */
    private static final String HARNESS =
            """
            const fs = require("fs");
            const data = JSON.stringify({ document: { instances: [], findings: [], references: [] },
              runs: [], queues: [], quantileLevels: [] });
            globalThis.document = { getElementById: () => ({ textContent: data }) };
            const script = fs.readFileSync(process.argv[2], "utf8");
            const cases = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
            const texts = new Function("cases", script +
              ";return cases.map(([mean, halfWidth]) => intervalText({ mean, halfWidth }, 1))")(cases);
            fs.writeFileSync(process.argv[4], JSON.stringify(texts));
            """;

    @TempDir private Path folder;

    private static boolean hasNode() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "node")));
    }

    /** Mean and half width, null for none; halves, which are easily rounded otherwise, first. */
    private static List<Double[]> cases() {
        List<Double[]> cases = new ArrayList<>();
        for (double mean : new double[] {0, 0.125, 1.005, 2.5, 45, 1250, 9999.5, 123450}) {
            for (Double halfWidth :
                    new Double[] {
                        null, 0.0, 1e-9, 0.0995, 0.125, 9.95, 9.949, 25.0, 995.0, 1250.0
                    }) {
                cases.add(new Double[] {mean, halfWidth});
            }
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 3000; i++) {
            double mean = Math.pow(10, random.nextDouble() * 12 - 4);
            double halfWidth = mean * Math.pow(10, random.nextDouble() * 5 - 4);
            // Of few digits, so that halves come up, or of as many as there are.
            boolean coarse = i % 2 == 0;
            double unit = Math.pow(10, 2 - Math.floor(Math.log10(mean)));
            cases.add(
                    new Double[] {
                        coarse ? Math.round(mean * unit * 10) / (unit * 10) : mean,
                        i % 5 == 0 ? null : coarse ? Math.round(halfWidth * unit) / unit : halfWidth
                    });
        }
        return cases;
    }

    @Test
    void roundsAsWhatIsPrintedDoes() throws Exception {
        assumeTrue(hasNode(), "no node on the PATH, so the script of a report is not run");
        List<Double[]> cases = cases();
        List<String> expected =
                cases.stream()
                        .map(
                                each ->
                                        SignificantFigures.of(
                                                each[0], each[1] == null ? Double.NaN : each[1]))
                        .toList();

        assertThat(scripted(cases)).containsExactlyElementsOf(expected);
    }

    private List<String> scripted(List<Double[]> cases) throws IOException, InterruptedException {
        Path out = folder.resolve("texts.json");
        Path script = folder.resolve("figures.js");
        try (InputStream in = ReportPage.class.getResourceAsStream("figures.js")) {
            Files.write(script, in.readAllBytes());
        }
        Path input = folder.resolve("cases.json");
        Files.write(input, new ObjectMapper().writeValueAsBytes(cases));
        Path harness = Files.writeString(folder.resolve("run.js"), HARNESS, StandardCharsets.UTF_8);
        Path log = folder.resolve("log.txt");
        Process node =
                new ProcessBuilder(
                                "node",
                                harness.toString(),
                                script.toString(),
                                input.toString(),
                                out.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!node.waitFor(2, TimeUnit.MINUTES)) {
            node.destroyForcibly().waitFor();
        }
        assertThat(node.exitValue()).as(Files.readString(log)).isZero();
        return List.of(new ObjectMapper().readValue(out.toFile(), String[].class));
    }
}
