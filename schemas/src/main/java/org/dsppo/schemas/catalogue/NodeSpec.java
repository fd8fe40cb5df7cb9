package org.dsppo.schemas.catalogue;

import java.util.Map;

/**
 * A node of the catalogue.
 *
 * @param nodeId name of the node
 * @param cluster id of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount; a resource that is not listed is absent
 * @param devices accelerator resource to its devices; may be empty
 */
public record NodeSpec(
        String nodeId,
        String cluster,
        Map<String, String> labels,
        Map<String, Double> capacity,
        Map<String, DeviceSpec> devices) {}
