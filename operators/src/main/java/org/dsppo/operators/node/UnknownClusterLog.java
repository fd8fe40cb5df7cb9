package org.dsppo.operators.node;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says whose reports are held back because the catalogue lacks their cluster, once for each
 * cluster, and that it is listed at last.
 */
final class UnknownClusterLog {

    /** Devices may name any cluster: what is remembered of that has to end somewhere. */
    static final int MOST_CLUSTERS = 100;

    private final Consumer<String> log;
    private final Set<String> told = new HashSet<>();

    UnknownClusterLog(Consumer<String> log) {
        this.log = log;
    }

    void heldBack(String cluster, String nodeId) {
        if (told.size() < MOST_CLUSTERS && told.add(cluster)) {
            log.accept(
                    ("Reports of cluster %s are held back, first from node %s: the"
                                    + " catalogue lists no such cluster")
                            .formatted(cluster, nodeId));
        }
    }

    void listed(String cluster) {
        if (told.remove(cluster)) {
            log.accept("Cluster %s is in the catalogue now".formatted(cluster));
        }
    }
}
