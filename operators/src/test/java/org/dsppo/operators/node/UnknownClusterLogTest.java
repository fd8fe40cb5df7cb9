package org.dsppo.operators.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownClusterLogTest {

    private final List<String> log = new ArrayList<>();
    private final UnknownClusterLog clusters = new UnknownClusterLog(log::add);

    @Test
    void saysOncePerClusterThatReportsAreHeldBack() {
        clusters.heldBack("egde", "n1");
        clusters.heldBack("egde", "n2");
        clusters.heldBack("cloud", "n1");
        clusters.listed("cloud");
        clusters.listed("edge");
        clusters.heldBack("cloud", "n3");

        assertThat(log)
                .containsExactly(
                        "Reports of cluster egde are held back, first from node n1: the catalogue"
                                + " lists no such cluster",
                        "Reports of cluster cloud are held back, first from node n1: the catalogue"
                                + " lists no such cluster",
                        "Cluster cloud is in the catalogue now",
                        "Reports of cluster cloud are held back, first from node n3: the catalogue"
                                + " lists no such cluster");
    }

    @Test
    void remembersOnlySoMany() {
        for (int i = 0; i < 3 * UnknownClusterLog.MOST_CLUSTERS; i++) {
            clusters.heldBack("c" + i, "n");
        }
        assertThat(log).hasSize(UnknownClusterLog.MOST_CLUSTERS);
    }
}
