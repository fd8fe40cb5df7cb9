package org.dsppo.jobs.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dsppo.jobs.console.JsonDifferences;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.codec.MessageCodecs;

/**
 * What publishing a catalogue changes.
 *
 * @param entries one for each entry that is new, gone or different; order does not count
 */
public record CatalogueChange(List<Entry> entries) {

    /** What happens to an entry. */
    public enum What {
        ADDED("+"),
        REMOVED("-"),
        CHANGED("~");

        private final String sign;

        What(String sign) {
            this.sign = sign;
        }
    }

    /**
     * An entry.
     *
     * @param fields what differs in one that is in both
     */
    public record Entry(What what, CatalogueEntryKind kind, String name, List<String> fields) {

        /** For people: {@code ~ node edge-01: capacity.cpu 8 -> 4}. */
        public String line() {
            String subject =
                    kind == CatalogueEntryKind.HEADER
                            ? "catalogue"
                            : kind.name().toLowerCase(Locale.ROOT) + ' ' + name;
            return what.sign
                    + ' '
                    + subject
                    + (fields.isEmpty() ? "" : ": " + String.join("; ", fields));
        }
    }

    /** The change from some entries to others. */
    public static CatalogueChange between(
            Collection<CatalogueEntry> before, Collection<CatalogueEntry> after) {
        Map<String, CatalogueEntry> old = byKey(before);
        List<Entry> entries = new ArrayList<>();
        for (CatalogueEntry next : after) {
            CatalogueEntry last = old.remove(next.key());
            if (last == null) {
                entries.add(new Entry(What.ADDED, next.kind(), next.name(), List.of()));
                continue;
            }
            List<String> fields = JsonDifferences.between(content(last), content(next));
            if (!fields.isEmpty()) {
                entries.add(new Entry(What.CHANGED, next.kind(), next.name(), fields));
            }
        }
        old.values()
                .forEach(
                        each ->
                                entries.add(
                                        new Entry(
                                                What.REMOVED,
                                                each.kind(),
                                                each.name(),
                                                List.of())));
        return new CatalogueChange(List.copyOf(entries));
    }

    private static Map<String, CatalogueEntry> byKey(Collection<CatalogueEntry> entries) {
        Map<String, CatalogueEntry> byKey = new LinkedHashMap<>();
        entries.forEach(each -> byKey.put(each.key(), each));
        return byKey;
    }

    private static JsonNode content(CatalogueEntry entry) {
        ObjectNode whole =
                (ObjectNode) JsonDifferences.tree(MessageCodecs.CATALOGUE_ENTRY.encode(entry));
        switch (entry.kind()) {
            case CLUSTER:
                return whole.path("cluster");
            case NODE:
                return whole.path("node");
            case CLASS:
                return whole.path("strategies");
            default:
                // Counts follow from the other entries.
                ObjectNode header = (ObjectNode) whole.path("header");
                header.remove(List.of("clusters", "nodes", "classes"));
                header.put("name", entry.name());
                return header;
        }
    }

    /** What happens to an entry, or null if nothing does. */
    Entry of(CatalogueEntryKind kind, String name) {
        for (Entry each : entries) {
            boolean named = kind == CatalogueEntryKind.HEADER || each.name().equals(name);
            if (each.kind() == kind && named) {
                return each;
            }
        }
        return null;
    }
}
