package org.dsppo.schemas.catalogue;

import java.util.List;
import java.util.Map;

/**
 * Everything the scheduler may place on and with (file {@code cluster.json}).
 *
 * @param name name of the catalogue
 * @param resources names of resource kinds, in the order of resource vectors
 * @param accelerators which resources form one kind of device
 * @param clusters groups of nodes
 * @param nodes nodes, in the order in which ties are broken
 * @param classes task class to its execution strategies
 */
public record Catalogue(
        String name,
        List<String> resources,
        List<AcceleratorKind> accelerators,
        List<ClusterSpec> clusters,
        List<NodeSpec> nodes,
        Map<String, List<ExecutionStrategy>> classes) {}
