package org.dsppo.schemas.catalogue;

import java.util.List;

/**
 * One record of the compacted {@code catalogue} topic. Its key is {@link #key()}; the part that
 * matches {@code kind} is set. The header says how many other entries make the catalogue complete.
 *
 * @param kind which part this is
 * @param name name of the catalogue, cluster, node or class
 * @param order position in the catalogue, so that ties break the same way everywhere
 * @param header set for {@link CatalogueEntryKind#HEADER}
 * @param cluster set for {@link CatalogueEntryKind#CLUSTER}
 * @param node set for {@link CatalogueEntryKind#NODE}
 * @param strategies set for {@link CatalogueEntryKind#CLASS}
 */
public record CatalogueEntry(
        CatalogueEntryKind kind,
        String name,
        int order,
        CatalogueHeader header,
        ClusterSpec cluster,
        NodeSpec node,
        List<ExecutionStrategy> strategies) {

    /** Record key on the topic, unique per entry. */
    public String key() {
        return kind == CatalogueEntryKind.HEADER ? "header" : kind.prefix() + name;
    }
}
