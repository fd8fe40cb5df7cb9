package org.dsppo.schemas.codec;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.CatalogueHeader;

/**
 * Which entries a catalogue lacks or has too many of. The header tells how many there should be and
 * every entry its place, so what is missing is named by its place, and by its name where another
 * entry gives it.
 */
final class CatalogueGaps {

    /** What is named one by one; the rest is counted. */
    private static final int MOST_NAMED = 10;

    private final Map<CatalogueEntryKind, BitSet> places = new EnumMap<>(CatalogueEntryKind.class);
    private final Map<CatalogueEntryKind, Integer> counts = new EnumMap<>(CatalogueEntryKind.class);
    private final Set<String> clusters = new TreeSet<>();
    private final Set<String> namedClusters = new TreeSet<>();
    private CatalogueHeader header;

    private CatalogueGaps(Collection<CatalogueEntry> entries) {
        for (CatalogueEntryKind kind : CatalogueEntryKind.values()) {
            places.put(kind, new BitSet());
            counts.put(kind, 0);
        }
        for (CatalogueEntry entry : entries) {
            counts.merge(entry.kind(), 1, Integer::sum);
            places.get(entry.kind()).set(entry.order());
            header = entry.header() == null ? header : entry.header();
            if (entry.cluster() != null) {
                clusters.add(entry.cluster().id());
            } else if (entry.node() != null) {
                namedClusters.add(entry.node().cluster());
            }
        }
    }

    /** The gaps in words; empty if there are as many entries of every kind as there should be. */
    static Optional<String> describe(Collection<CatalogueEntry> entries) {
        CatalogueGaps gaps = new CatalogueGaps(entries);
        if (gaps.header == null) {
            return Optional.of(
                    "0 entries of kind HEADER instead of 1 (%d other entries are there)"
                            .formatted(entries.size()));
        }
        List<String> all = new ArrayList<>();
        for (CatalogueEntryKind kind : CatalogueEntryKind.values()) {
            gaps.describe(kind).ifPresent(all::add);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    private Optional<String> describe(CatalogueEntryKind kind) {
        int count = counts.get(kind);
        int expected = expected(header, kind);
        if (count == expected) {
            return Optional.empty();
        }
        String text = count + " entries of kind " + kind + " instead of " + expected;
        List<String> missing = missing(kind, expected);
        if (!missing.isEmpty()) {
            text += ", missing " + listed(missing);
        }
        if (kind == CatalogueEntryKind.CLUSTER) {
            namedClusters.removeAll(clusters);
            if (!namedClusters.isEmpty()) {
                text += ", nodes are in " + listed(List.copyOf(new TreeSet<>(namedClusters)));
            }
        }
        return Optional.of(text);
    }

    private List<String> missing(CatalogueEntryKind kind, int expected) {
        List<String> missing = new ArrayList<>();
        BitSet taken = places.get(kind);
        for (int place = taken.nextClearBit(0);
                place < expected;
                place = taken.nextClearBit(place + 1)) {
            missing.add("number " + (place + 1));
        }
        return missing;
    }

    private static String listed(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED
                ? first
                : first + " and " + (names.size() - MOST_NAMED) + " more";
    }

    /** How many entries of a kind there should be; the header may be null for its own kind. */
    static int expected(CatalogueHeader header, CatalogueEntryKind kind) {
        return switch (kind) {
            case HEADER -> 1;
            case CLUSTER -> header.clusters();
            case NODE -> header.nodes();
            case CLASS -> header.classes();
        };
    }
}
