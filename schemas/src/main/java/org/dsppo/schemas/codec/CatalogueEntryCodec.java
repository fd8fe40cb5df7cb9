package org.dsppo.schemas.codec;

import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.CatalogueHeader;

/** Reads {@link CatalogueEntry}: exactly the part that its kind names. */
final class CatalogueEntryCodec {
    private static final CatalogueEntryKind[] KINDS = CatalogueEntryKind.values();

    private CatalogueEntryCodec() {}

    static CatalogueEntry read(JsonObjectReader fields) throws InvalidMessageException {
        CatalogueEntryKind kind = fields.requiredEnum("kind", KINDS);
        String name = fields.requiredText("name");
        int order = fields.requiredInt("order", 0, Limits.COUNT);
        CatalogueEntry entry =
                new CatalogueEntry(
                        kind,
                        name,
                        order,
                        fields.optionalObject("header", CatalogueEntryCodec::header),
                        fields.optionalObject("cluster", CatalogueParts::cluster),
                        fields.optionalObject("node", CatalogueParts::node),
                        fields.has("strategies")
                                ? ExecutionStrategyCodec.readAll(fields, "strategies")
                                : null);
        for (CatalogueEntryKind other : KINDS) {
            String part = part(other);
            if (fields.has(part) != (other == kind)) {
                throw fields.invalid(
                        part, (other == kind ? "a part" : "nothing") + " for kind " + kind);
            }
        }
        if (entry.cluster() != null) {
            named(fields, name, entry.cluster().id());
        }
        if (entry.node() != null) {
            named(fields, name, entry.node().name());
        }
        return entry;
    }

    private static String part(CatalogueEntryKind kind) {
        return switch (kind) {
            case HEADER -> "header";
            case CLUSTER -> "cluster";
            case NODE -> "node";
            case CLASS -> "strategies";
        };
    }

    private static void named(JsonObjectReader fields, String name, String id)
            throws InvalidMessageException {
        if (!name.equals(id)) {
            throw fields.invalid("name", Excerpt.of('"' + id + "\", the id of its part"));
        }
    }

    private static CatalogueHeader header(JsonObjectReader fields) throws InvalidMessageException {
        return new CatalogueHeader(
                CatalogueParts.resources(fields),
                fields.objects("accelerators", CatalogueParts::accelerator),
                fields.requiredInt("clusters", 0, Limits.COUNT),
                fields.requiredInt("nodes", 0, Limits.COUNT),
                fields.requiredInt("classes", 0, Limits.COUNT));
    }
}
