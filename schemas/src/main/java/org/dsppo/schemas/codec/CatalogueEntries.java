package org.dsppo.schemas.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.CatalogueHeader;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/** A catalogue as the records of its topic, and back. */
public final class CatalogueEntries {
    private CatalogueEntries() {}

    /** The header first, then clusters, nodes and classes; {@code order} counts within a kind. */
    public static List<CatalogueEntry> of(Catalogue catalogue) {
        List<CatalogueEntry> entries = new ArrayList<>();
        CatalogueHeader header =
                new CatalogueHeader(
                        catalogue.resources(),
                        catalogue.accelerators(),
                        catalogue.clusters().size(),
                        catalogue.nodes().size(),
                        catalogue.classes().size());
        entries.add(
                new CatalogueEntry(
                        CatalogueEntryKind.HEADER, catalogue.name(), 0, header, null, null, null));
        int order = 0;
        for (ClusterSpec cluster : catalogue.clusters()) {
            entries.add(
                    new CatalogueEntry(
                            CatalogueEntryKind.CLUSTER,
                            cluster.id(),
                            order++,
                            null,
                            cluster,
                            null,
                            null));
        }
        order = 0;
        for (NodeSpec node : catalogue.nodes()) {
            entries.add(
                    new CatalogueEntry(
                            CatalogueEntryKind.NODE,
                            node.nodeId(),
                            order++,
                            null,
                            null,
                            node,
                            null));
        }
        order = 0;
        for (Map.Entry<String, List<ExecutionStrategy>> taskClass :
                catalogue.classes().entrySet()) {
            entries.add(
                    new CatalogueEntry(
                            CatalogueEntryKind.CLASS,
                            taskClass.getKey(),
                            order++,
                            null,
                            null,
                            null,
                            taskClass.getValue()));
        }
        return entries;
    }

    /**
     * The catalogue that these entries make up, whatever order they came in.
     *
     * @param entries the newest entry of every key
     * @return empty while {@link #problem} has something to say: entries are missing, or those of
     *     an older catalogue are not replaced or deleted yet
     */
    public static Optional<Catalogue> assemble(Collection<CatalogueEntry> entries) {
        // Counts first: while a catalogue arrives, this is asked once per entry.
        return isMiscounted(entries) || problem(entries).isPresent()
                ? Optional.empty()
                : Optional.of(join(entries));
    }

    /**
     * Why these entries are no catalogue yet, for logs and status reports.
     *
     * @return empty when {@link #assemble} gives a catalogue
     */
    public static Optional<String> problem(Collection<CatalogueEntry> entries) {
        Optional<String> gaps = CatalogueGaps.describe(entries);
        if (gaps.isPresent()) {
            return gaps;
        }
        Map<CatalogueEntryKind, Set<Integer>> orders = new EnumMap<>(CatalogueEntryKind.class);
        for (CatalogueEntry entry : entries) {
            if (!orders.computeIfAbsent(entry.kind(), kind -> new HashSet<>()).add(entry.order())) {
                return Optional.of(
                        "more than one entry of kind " + entry.kind() + " at " + entry.order());
            }
        }
        try {
            CatalogueReferences.check(join(entries));
            return Optional.empty();
        } catch (InvalidMessageException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean isMiscounted(Collection<CatalogueEntry> entries) {
        int[] counts = new int[CatalogueEntryKind.values().length];
        CatalogueHeader header = null;
        for (CatalogueEntry entry : entries) {
            counts[entry.kind().ordinal()]++;
            header = entry.header() == null ? header : entry.header();
        }
        for (CatalogueEntryKind kind : CatalogueEntryKind.values()) {
            if (counts[kind.ordinal()] != CatalogueGaps.expected(header, kind)) {
                return true;
            }
        }
        return false;
    }

    private static Catalogue join(Collection<CatalogueEntry> entries) {
        CatalogueEntry first = ofKind(entries, CatalogueEntryKind.HEADER).get(0);
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        for (CatalogueEntry entry : ofKind(entries, CatalogueEntryKind.CLASS)) {
            classes.put(entry.name(), entry.strategies());
        }
        return new Catalogue(
                first.name(),
                first.header().resources(),
                first.header().accelerators(),
                parts(entries, CatalogueEntryKind.CLUSTER, CatalogueEntry::cluster),
                parts(entries, CatalogueEntryKind.NODE, CatalogueEntry::node),
                classes);
    }

    private static <T> List<T> parts(
            Collection<CatalogueEntry> entries,
            CatalogueEntryKind kind,
            Function<CatalogueEntry, T> part) {
        return ofKind(entries, kind).stream().map(part).toList();
    }

    private static List<CatalogueEntry> ofKind(
            Collection<CatalogueEntry> entries, CatalogueEntryKind kind) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind)
                .sorted(Comparator.comparingInt(CatalogueEntry::order))
                .toList();
    }
}
