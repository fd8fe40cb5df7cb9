package org.dsppo.operators.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.junit.jupiter.api.Test;

class CatalogueBoardTest {

    private static Catalogue catalogue(int nodes) {
        return new Catalogue(
                "board",
                List.of("cpu"),
                List.of(),
                List.of(new ClusterSpec("c", "edge", "default", Map.of(), Map.of())),
                IntStream.range(0, nodes)
                        .mapToObj(
                                i ->
                                        new NodeSpec(
                                                "n" + i,
                                                "c",
                                                Map.of(),
                                                Map.of("cpu", 1.0),
                                                Map.of()))
                        .toList(),
                Map.of());
    }

    @Test
    void isTheSameWhateverTheOrderOfEntries() {
        List<CatalogueEntry> entries = new ArrayList<>(CatalogueEntries.of(catalogue(20)));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(entries, new Random(seed));
            CatalogueBoard board = new CatalogueBoard();
            for (CatalogueEntry entry : entries) {
                assertThat(board.current(0)).isNull();
                assertThat(board.put(entry)).isTrue();
            }
            assertThat(board.current(0)).isEqualTo(catalogue(20));
            assertThat(board.version()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheOldOneUntilTheNewOneIsCompleteAndDoesNotRebuildTooOften() {
        CatalogueBoard board = new CatalogueBoard();
        CatalogueEntries.of(catalogue(2)).forEach(board::put);
        board.current(0);
        List<CatalogueEntry> larger = CatalogueEntries.of(catalogue(3));

        board.put(larger.get(0));
        assertThat(board.current(5_000)).isEqualTo(catalogue(2));
        assertThat(board.entriesInUse()).isEqualTo(CatalogueEntries.of(catalogue(2)));
        larger.forEach(board::put);
        assertThat(board.current(5_001)).isEqualTo(catalogue(3));
        assertThat(board.entriesInUse()).isEmpty();

        CatalogueEntries.of(catalogue(2)).forEach(board::put);
        assertThat(board.remove("node/" + catalogue(3).nodes().get(2).name())).isTrue();
        assertThat(board.current(6_000)).as("within a second").isEqualTo(catalogue(3));
        assertThat(board.current(6_001)).isEqualTo(catalogue(2));
        assertThat(board.version()).isEqualTo(3);
    }

    @Test
    void knowsARepeatedEntry() {
        CatalogueBoard board = new CatalogueBoard();
        CatalogueEntries.of(catalogue(2)).forEach(board::put);
        board.current(0);

        assertThat(CatalogueEntries.of(catalogue(2))).noneMatch(board::put);
        assertThat(board.remove("node/unheard-of")).isFalse();
        board.current(10_000);
        assertThat(board.version()).isEqualTo(1);
    }

    @Test
    void takesUpWhatWasInUseFromASnapshotAndThenTheNewest() {
        CatalogueBoard board = new CatalogueBoard();
        board.restore(
                CatalogueEntries.of(catalogue(3)).subList(0, 4), CatalogueEntries.of(catalogue(1)));

        assertThat(board.current(0)).isEqualTo(catalogue(1));
        CatalogueEntries.of(catalogue(3)).forEach(board::put);
        assertThat(board.current(1_000)).isEqualTo(catalogue(3));
    }
}
