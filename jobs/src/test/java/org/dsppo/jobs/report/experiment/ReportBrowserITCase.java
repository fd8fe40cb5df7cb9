package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens a report as a person would: in a browser, in both themes. */
final class ReportBrowserITCase {

    private static final int LEAST_CHARTS = 15;
    private static final Pattern CHART = Pattern.compile("<div class=\"chart\"[^>]*>");

    @TempDir private static Path folder;
    private static Path page;

    /** What the browser made of a page. */
    private record Opened(String dom, String console) {}

    @BeforeAll
    static void writeReport() throws IOException {
        assumeTrue(
                chromium().isPresent(),
                "no chromium on the PATH, so the report is not opened in a browser");
        page = Files.writeString(folder.resolve("report.html"), SampleReport.of(folder).page());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void drawsEveryChartWithoutAnError(String theme) throws Exception {
        Opened opened = open(theme, "--dump-dom");

        assertThat(opened.console).doesNotContain("Uncaught", "Refused to", "CONSOLE:ERROR");
        assertThat(opened.dom).contains("data-theme=\"" + theme + "\"");
        assertThat(opened.dom.substring(0, opened.dom.indexOf("<head>")))
                .doesNotContain("data-error");
        List<String> charts =
                CHART.matcher(opened.dom).results().map(each -> each.group()).toList();
        assertThat(charts)
                .hasSizeGreaterThanOrEqualTo(LEAST_CHARTS)
                .allMatch(chart -> chart.contains("data-rendered=\"true\""));
        assertThat(opened.dom).doesNotContain("<b id=\"injected\">");
    }

    @Test
    void isLightInTheLightThemeAndDarkInTheDarkOne() throws Exception {
        assertThat(meanBrightness("light")).isGreaterThan(200);
        assertThat(meanBrightness("dark")).isLessThan(60);
    }

    private static double meanBrightness(String theme) throws Exception {
        // Kept where people can look at it after the build.
        Path shot = Path.of("target", "report-%s.png".formatted(theme)).toAbsolutePath();
        Files.createDirectories(shot.getParent());
        open(theme, "--screenshot=" + shot, "--window-size=1360,6400", "--hide-scrollbars");
        BufferedImage image = ImageIO.read(shot.toFile());
        double sum = 0;
        int samples = 0;
        for (int y = 0; y < image.getHeight(); y += 7) {
            for (int x = 0; x < image.getWidth(); x += 7) {
                int rgb = image.getRGB(x, y);
                sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3.0;
                samples++;
            }
        }
        return sum / samples;
    }

    private static Opened open(String theme, String... options) throws Exception {
        Path out = Files.createTempFile(folder, "dom", ".html");
        Path err = Files.createTempFile(folder, "console", ".txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                chromium().orElseThrow(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--enable-logging=stderr",
                                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                                "--virtual-time-budget=20000"));
        command.addAll(Arrays.asList(options));
        command.add(page.toUri() + "#theme=" + theme);
        Process browser =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!browser.waitFor(3, TimeUnit.MINUTES)) {
            browser.destroyForcibly().waitFor();
            throw new AssertionError("the browser did not end: " + Files.readString(err));
        }
        return new Opened(Files.readString(out), Files.readString(err));
    }

    private static Optional<String> chromium() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(
                        each ->
                                Stream.of("chromium", "chromium-browser", "google-chrome")
                                        .map(name -> Path.of(each, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
