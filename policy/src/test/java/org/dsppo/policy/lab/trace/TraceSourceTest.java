package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceSourceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "openb; trace is \"openb\", expected FORMAT:PATH such as openb:/data/openb",
                "borg:x; trace format is \"borg\", expected one of [openb, azure, gavel, burstgpt, mooncake, gpu2025, spot2026]",
                "gavel:; trace gavel: has no path, expected gavel:PATH",
                "openb:x:compress=0; trace option compress is \"0\", expected a number > 0",
                "openb:x:compress=Infinity; trace option compress is \"Infinity\", expected a number > 0",
                "openb:x:nodes=1.5; trace option nodes is \"1.5\", expected a whole number from 1 to 1000000",
                "openb:x:speeds=real; trace option speeds is \"real\", expected assumed",
                "gavel:x:racks=0; trace option racks is \"0\", expected a whole number from 1 to 10000",
                "azure:x:seed=s; trace option seed is \"s\", expected a whole number",
                "openb:x:nodes=3:nodes=4; trace openb:x:nodes=3:nodes=4 has option nodes twice, expected it once",
                "azure:x:rate=3:compress=4; trace options rate=3 and compress=4 exclude each other, expected one of them",
                "openb:x:seed=3; 'openb traces have no option \"seed\", expected one of [file, seconds, compress, rate, nodes, nodelist, speeds]'"
            })
    void aWrongNameIsRefusedBeforeAnyFileIsTouched(String name, String message) {
        assertThatThrownBy(() -> TraceSource.parse(name))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TraceSource.parse("gavel:no/such/folder").read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage("no/such/folder does not exist, expected a trace file or its folder");
    }

    @Test
    void aPathMayHoldColons(@TempDir Path folder) throws Exception {
        Path odd = Files.createDirectory(folder.resolve("a:b"));
        SmallTraces.copy("gavel", odd);
        assertThat(TraceSource.parse("gavel:" + odd + ":racks=3").read().workload().name())
                .isEqualTo("gavel small racks=3");
    }

    @Test
    void onlyArrivalsTakeACatalogue() throws Exception {
        TraceSource source = TraceSource.parse("gavel:x");
        assertThat(source.needsCatalogue()).isFalse();
        assertThatThrownBy(() -> source.withCatalogue(BuiltinCatalogues.named("i3")))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage(
                        "gavel traces have nodes and classes of their own, expected no catalogue");
    }

    @Test
    void anOptionSetLaterReplacesTheEarlierOne() throws Exception {
        TraceSource source = TraceSource.parse("gavel:" + SmallTraces.folder("gavel") + ":racks=2");
        assertThat(source.withOption("racks", "5").read().workload().catalogue().nodes())
                .hasSize(15);
        assertThat(source.read().workload().catalogue().nodes()).hasSize(6);
    }

    @Test
    void aFileTakesNoFileOption() {
        Path file = SmallTraces.folder("gavel").resolve("small.trace");
        assertThatThrownBy(() -> TraceSource.parse("gavel:" + file + ":file=small").read())
                .hasMessage(file + " is a file, expected a folder with option file=small");
    }
}
