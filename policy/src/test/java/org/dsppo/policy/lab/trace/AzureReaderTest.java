package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.JsonFile;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureReaderTest {

    @TempDir private Path folder;

    private static List<TaskSubmitted> read(String options) throws InvalidTraceException {
        return SmallTraces.tasks(SmallTraces.read("azure", ":catalogue=i3" + options).workload());
    }

    @Test
    void arrivalsCountFromTheFirst() throws Exception {
        assertThat(read(""))
                .extracting(TaskSubmitted::submittedAtMillis)
                .containsExactly(0L, 500L, 1020L, 4000L);
        assertThat(read(":compress=0.5"))
                .extracting(TaskSubmitted::submittedAtMillis)
                .containsExactly(0L, 1000L, 2040L, 8000L);
    }

    @Test
    void aRateIsReachedByCompression() throws Exception {
        // 4 in 4 s; 3 in a window of 2 s.
        assertThat(read(":rate=10"))
                .extracting(TaskSubmitted::submittedAtMillis)
                .containsExactly(0L, 50L, 102L, 400L);
        assertThat(read(":seconds=2:rate=3"))
                .extracting(TaskSubmitted::submittedAtMillis)
                .containsExactly(0L, 250L, 510L);
    }

    @Test
    void classesAreDrawnUniformlyAndBySeed() throws Exception {
        Path trace = longTrace(3000);
        TraceSource source = TraceSource.parse("azure:" + trace + ":catalogue=i3:seed=7");
        List<TaskSubmitted> tasks = SmallTraces.tasks(source.read().workload());
        Map<String, Long> counts =
                tasks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TaskSubmitted::taskClass, Collectors.counting()));
        assertThat(counts.keySet())
                .isEqualTo(BuiltinCatalogues.named("i3").classes().keySet())
                .hasSize(3);
        // 1000 each, standard deviation 26.
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(870L, 1130L));
        assertThat(SmallTraces.tasks(source.read().workload())).isEqualTo(tasks);
        assertThat(SmallTraces.tasks(source.withOption("seed", "8").read().workload()))
                .isNotEqualTo(tasks);
        assertThat(SmallTraces.tasks(source.withOption("seconds", "9").read().workload()))
                .isEqualTo(tasks.subList(0, 9));
    }

    private Path longTrace(int rows) throws IOException {
        String text =
                IntStream.range(0, rows)
                        .mapToObj(
                                i ->
                                        "2023-11-16 %02d:%02d:%02d.5,1,1"
                                                .formatted(i / 3600, i / 60 % 60, i % 60))
                        .collect(Collectors.joining("\n", "TIMESTAMP,A,B\n", "\n"));
        return Files.writeString(folder.resolve("long.csv"), text);
    }

    @Test
    void theCatalogueIsBuiltinOrAFileOrHandedOver() throws Exception {
        Catalogue catalogue = BuiltinCatalogues.named("ii5");
        Path file = folder.resolve("cluster.json");
        JsonFile.write(file, MessageCodecs.CATALOGUE, catalogue);
        TraceSource source = TraceSource.parse("azure:" + SmallTraces.folder("azure"));
        assertThat(source.needsCatalogue()).isTrue();
        var builtin = source.withOption("catalogue", "ii5").read();
        assertThat(builtin.workload().catalogue()).isEqualTo(catalogue);
        assertThat(source.withOption("catalogue", file.toString()).read()).isEqualTo(builtin);
        assertThat(source.withCatalogue(catalogue).read()).isEqualTo(builtin);
    }

    @Test
    void withoutUsableCatalogueNothingIsRead() {
        TraceSource source;
        try {
            source = TraceSource.parse("azure:" + SmallTraces.folder("azure"));
        } catch (InvalidTraceException e) {
            throw new AssertionError(e);
        }
        assertThatThrownBy(source::read)
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("expected a catalogue whose classes arrive");
        assertThatThrownBy(() -> source.withOption("catalogue", "no/such.json").read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("no/such.json cannot be read: it does not exist");
        Catalogue none =
                new Catalogue("bare", List.of("cpu"), List.of(), List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> source.withCatalogue(none).read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("catalogue bare has no class");
    }

    @Test
    void whatIsNotTextIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("a.csv"), new byte[] {'T', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> TraceSource.parse("azure:" + file + ":catalogue=i3").read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage(file + " cannot be read: it is not UTF-8 text");
    }

    @Test
    void stretchedBeyondTheLatestTimeOfAMessageIsRefused() {
        assertThatThrownBy(() -> read(":compress=1e-12"))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("last arrival at 4.0E15 ms, expected at most 41024448000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "18:17:05,110; 25:17:05,110; line 4, column TIMESTAMP: is \"2023-11-16 25:17:05\"",
                "18:17:05,110; 18:17:01,110; line 4, column TIMESTAMP: is \"2023-11-16 18:17:01\"",
                "TIMESTAMP; time; line 1: has columns",
                "4808,10; 4808; line 2: has 2 columns, expected 3"
            })
    void aBadArrivalIsNamedByLineAndColumn(String from, String to, String message)
            throws Exception {
        Path file = SmallTraces.copy("azure", folder).resolve("arrivals.csv");
        SmallTraces.replace(file, from, to);
        assertThatThrownBy(() -> TraceSource.parse("azure:" + file + ":catalogue=i3").read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("arrivals.csv, " + message);
    }
}
