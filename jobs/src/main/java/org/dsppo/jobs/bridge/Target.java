package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Something that workloads can be bound to: a node, or a member cluster of Karmada.
 *
 * @param spec as the catalogue has it; its node id is its name on the platform
 * @param tier {@code cloud}, {@code edge} or another word, for its cluster
 * @param taints those that keep workloads away
 * @param healthy false takes it out of service
 * @param closed true: nothing new is placed there, on purpose
 */
record Target(NodeSpec spec, String tier, List<Taint> taints, boolean healthy, boolean closed) {

    String name() {
        return spec.nodeId();
    }
}
