package org.dsppo.jobs.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.NodeSpec;

/** The platform's nodes, and those of a base catalogue, as one catalogue. */
final class TargetCatalogue {

    private static final List<String> ALWAYS = List.of("cpu", "mem", "pods");

    private final BridgeSettings settings;

    TargetCatalogue(BridgeSettings settings) {
        this.settings = settings;
    }

    /** Nodes keep the order they are given in, so that ties break the same way everywhere. */
    Catalogue of(Collection<Target> targets) {
        Catalogue base = settings.base();
        Set<String> resources = new LinkedHashSet<>(base == null ? List.of() : base.resources());
        resources.addAll(ALWAYS);
        Map<String, ClusterSpec> clusters = new LinkedHashMap<>();
        List<NodeSpec> nodes = new ArrayList<>();
        if (base != null) {
            base.clusters().forEach(each -> clusters.put(each.id(), each));
            nodes.addAll(base.nodes());
        }
        for (Target each : targets) {
            resources.addAll(each.spec().capacity().keySet());
            clusters.computeIfAbsent(
                    each.spec().cluster(),
                    id -> new ClusterSpec(id, each.tier(), settings.cell(), Map.of(), Map.of()));
            nodes.add(each.spec());
        }
        return new Catalogue(
                base == null ? settings.name() : base.name(),
                List.copyOf(resources),
                base == null ? List.of() : base.accelerators(),
                List.copyOf(clusters.values()),
                nodes,
                base == null ? Map.of() : base.classes());
    }
}
