package org.dsppo.schemas.codec;

import java.util.List;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.CatalogueHeader;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/** Reads {@link CatalogueEntry}: only the part that its kind names. */
final class CatalogueEntryCodec {
    private static final CatalogueEntryKind[] KINDS = CatalogueEntryKind.values();

    private CatalogueEntryCodec() {}

    static CatalogueEntry read(JsonObjectReader fields) throws InvalidMessageException {
        CatalogueEntryKind kind = fields.requiredEnum("kind", KINDS);
        String name = fields.requiredText("name");
        int order = fields.requiredInt("order", 0, Limits.COUNT);
        return switch (kind) {
            case HEADER -> {
                CatalogueHeader header = header(fields.requiredObject("header"));
                yield new CatalogueEntry(kind, name, order, header, null, null, null);
            }
            case CLUSTER -> {
                ClusterSpec cluster = CatalogueParts.cluster(fields.requiredObject("cluster"));
                named(fields, name, cluster.id());
                yield new CatalogueEntry(kind, name, order, null, cluster, null, null);
            }
            case NODE -> {
                NodeSpec node = CatalogueParts.node(fields.requiredObject("node"));
                named(fields, name, node.nodeId());
                yield new CatalogueEntry(kind, name, order, null, null, node, null);
            }
            case CLASS -> {
                if (!fields.has("strategies")) {
                    throw fields.invalid("strategies", "an array");
                }
                List<ExecutionStrategy> strategies =
                        ExecutionStrategyCodec.readAll(fields, "strategies");
                yield new CatalogueEntry(kind, name, order, null, null, null, strategies);
            }
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
