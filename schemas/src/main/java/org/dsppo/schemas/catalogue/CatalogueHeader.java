package org.dsppo.schemas.catalogue;

import java.util.List;

/**
 * The part of a catalogue that belongs to no single cluster, node or class.
 *
 * @param resources names of resource kinds, in the order of resource vectors
 * @param accelerators which resources form one kind of device
 * @param clusters number of cluster entries
 * @param nodes number of node entries
 * @param classes number of class entries
 */
public record CatalogueHeader(
        List<String> resources,
        List<AcceleratorKind> accelerators,
        int clusters,
        int nodes,
        int classes) {}
