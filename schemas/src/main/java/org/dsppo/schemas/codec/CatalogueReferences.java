package org.dsppo.schemas.codec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/** What only a whole catalogue can show: ids are unique, and names refer to something. */
final class CatalogueReferences {
    private final Set<String> resources;

    private CatalogueReferences(Set<String> resources) {
        this.resources = resources;
    }

    static void check(Catalogue catalogue) throws InvalidMessageException {
        Set<String> resources = new HashSet<>();
        for (int i = 0; i < catalogue.resources().size(); i++) {
            unique(resources, catalogue.resources().get(i), "resources[" + i + "]");
        }
        new CatalogueReferences(resources).checkParts(catalogue);
    }

    private void checkParts(Catalogue catalogue) throws InvalidMessageException {
        Set<String> paired = new HashSet<>();
        for (int i = 0; i < catalogue.accelerators().size(); i++) {
            AcceleratorKind kind = catalogue.accelerators().get(i);
            String path = "accelerators[" + i + "].";
            known(kind.units(), path + "units");
            unique(paired, kind.units(), path + "units");
            if (kind.memory() != null) {
                known(kind.memory(), path + "memory");
                unique(paired, kind.memory(), path + "memory");
            }
        }
        Set<String> clusters = new HashSet<>();
        for (int i = 0; i < catalogue.clusters().size(); i++) {
            ClusterSpec cluster = catalogue.clusters().get(i);
            unique(clusters, cluster.id(), "clusters[" + i + "].id");
        }
        Set<String> nodes = new HashSet<>();
        for (int i = 0; i < catalogue.nodes().size(); i++) {
            NodeSpec node = catalogue.nodes().get(i);
            String path = "nodes[" + i + "].";
            if (!nodes.add(node.name())) {
                throw invalid(path + "nodeId", node.nodeId(), "a name that its cluster has once");
            }
            if (!clusters.contains(node.cluster())) {
                throw invalid(
                        path + "cluster",
                        node.cluster(),
                        "the id of a cluster"
                                + NearestName.hint(node.cluster(), List.copyOf(clusters)));
            }
            known(node.capacity(), path + "capacity");
            known(node.devices(), path + "devices");
        }
        for (Map.Entry<String, List<ExecutionStrategy>> entry : catalogue.classes().entrySet()) {
            for (int i = 0; i < entry.getValue().size(); i++) {
                known(
                        entry.getValue().get(i).demand(),
                        "classes." + Excerpt.of(entry.getKey()) + "[" + i + "].demand");
            }
        }
    }

    private void known(Map<String, ?> amounts, String path) throws InvalidMessageException {
        for (String resource : amounts.keySet()) {
            known(resource, path);
        }
    }

    private void known(String resource, String path) throws InvalidMessageException {
        if (!resources.contains(resource)) {
            throw invalid(path, resource, "names out of resources" + nearest(resource));
        }
    }

    /** Names of three letters look alike whatever they mean. */
    private String nearest(String resource) {
        return resource.length() > 3 ? NearestName.hint(resource, List.copyOf(resources)) : "";
    }

    private static void unique(Set<String> seen, String id, String path)
            throws InvalidMessageException {
        if (!seen.add(id)) {
            throw invalid(path, id, "a name that is not taken");
        }
    }

    private static InvalidMessageException invalid(String path, String value, String expected) {
        return new InvalidMessageException(path, Excerpt.of('"' + value + '"'), expected);
    }
}
