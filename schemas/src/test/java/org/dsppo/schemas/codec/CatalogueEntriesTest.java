package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.CatalogueHeader;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueEntriesTest {
    private static final String JSON =
            """
            {"name": "two", "resources": ["cpu"],
             "clusters": [{"id": "z", "tier": "cloud"}, {"id": "a", "tier": "edge"}],
             "nodes": [{"nodeId": "n2", "cluster": "z", "capacity": {"cpu": 8}},
                       {"nodeId": "n1", "cluster": "a"}, {"nodeId": "n0", "cluster": "a"}],
             "classes": {"video": [], "ai": [{"id": "s", "demand": {"cpu": 1},
                                              "runtimeMillis": 5}]}}
            """;

    private Catalogue catalogue;
    private List<CatalogueEntry> entries;

    @BeforeEach
    void read() throws InvalidMessageException {
        catalogue = MessageCodecs.CATALOGUE.decode(JSON.getBytes(StandardCharsets.UTF_8));
        entries = new ArrayList<>(CatalogueEntries.of(catalogue));
    }

    @Test
    void hasOneKeyPerEntry() {
        assertThat(entries)
                .extracting(CatalogueEntry::key)
                .containsExactly(
                        "header",
                        "cluster/z",
                        "cluster/a",
                        "node/n2",
                        "node/n1",
                        "node/n0",
                        "class/video",
                        "class/ai");
    }

    @Test
    void assemblesWhateverTheOrderOfArrival() {
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(entries, new Random(seed));
            Catalogue assembled = CatalogueEntries.assemble(entries).orElseThrow();
            assertThat(assembled).isEqualTo(catalogue);
            // Maps are equal in any order; ties must still break the same way.
            assertThat(assembled.classes().keySet()).containsExactly("video", "ai");
        }
    }

    @Test
    void isEmptyUntilTheLastEntry() {
        for (CatalogueEntry missing : CatalogueEntries.of(catalogue)) {
            List<CatalogueEntry> rest = new ArrayList<>(entries);
            rest.remove(missing);
            assertThat(CatalogueEntries.assemble(rest)).as(missing.key()).isEmpty();
        }
        assertThat(CatalogueEntries.problem(List.of()))
                .contains("0 entries of kind HEADER instead of 1 (0 other entries are there)");
    }

    @Test
    void saysWhichEntriesAreMissing() {
        entries.removeIf(entry -> entry.key().equals("node/n1"));
        assertThat(CatalogueEntries.problem(entries))
                .contains("2 entries of kind NODE instead of 3, missing number 2");

        entries.removeIf(entry -> entry.key().equals("cluster/z"));
        assertThat(CatalogueEntries.problem(entries))
                .contains(
                        "1 entries of kind CLUSTER instead of 2, missing number 1, nodes are in z;"
                                + " 2 entries of kind NODE instead of 3, missing number 2");
    }

    @Test
    void namesAFewMissingEntriesAndCountsTheRest() {
        CatalogueEntry header =
                new CatalogueEntry(
                        CatalogueEntryKind.HEADER,
                        "large",
                        0,
                        new CatalogueHeader(List.of("cpu"), List.of(), 0, 13, 0),
                        null,
                        null,
                        null);

        assertThat(CatalogueEntries.problem(List.of(header, node("n3", "z", 3))))
                .contains(
                        "1 entries of kind NODE instead of 13, missing number 1,"
                                + " number 2, number 3, number 5, number 6, number 7,"
                                + " number 8, number 9, number 10, number 11 and 2"
                                + " more");
    }

    @Test
    void waitsWhileEntriesOfAnOlderCatalogueRemain() {
        CatalogueEntry older = node("old", "z", 9);
        entries.add(older);
        assertThat(CatalogueEntries.problem(entries))
                .contains("4 entries of kind NODE instead of 3");
        entries.removeIf(entry -> entry.key().equals("node/n0"));
        assertThat(CatalogueEntries.assemble(entries)).isPresent();
    }

    @Test
    void refusesEntriesThatDoNotFitTogether() {
        entries.removeIf(entry -> entry.key().equals("node/n0"));
        entries.add(node("n0", "gone", 2));
        assertThat(CatalogueEntries.problem(entries))
                .contains("nodes[2].cluster is \"gone\", expected the id of a cluster");
        entries.removeIf(entry -> entry.key().equals("node/n0"));
        entries.add(node("n0", "a", 1));
        assertThat(CatalogueEntries.assemble(entries)).isEmpty();
    }

    @Test
    void entriesSurviveTheTopic() throws InvalidMessageException {
        for (CatalogueEntry entry : entries) {
            byte[] value = MessageCodecs.CATALOGUE_ENTRY.encode(entry);
            assertThat(MessageCodecs.CATALOGUE_ENTRY.decode(value)).isEqualTo(entry);
        }
    }

    private static CatalogueEntry node(String id, String cluster, int order) {
        NodeSpec node = new NodeSpec(id, cluster, Map.of(), Map.of(), Map.of());
        return new CatalogueEntry(CatalogueEntryKind.NODE, id, order, null, null, node, null);
    }
}
