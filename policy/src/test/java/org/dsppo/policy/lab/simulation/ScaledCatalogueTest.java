package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.Test;

class ScaledCatalogueTest {

    private static final Catalogue II5 = BuiltinCatalogues.named("ii5");

    private static long count(Catalogue catalogue, String cluster) {
        return catalogue.nodes().stream().filter(node -> node.cluster().equals(cluster)).count();
    }

    @Test
    void keepsTheProportionsOfClusters() {
        Catalogue half = ScaledCatalogue.of(II5, 0.5);
        Catalogue triple = ScaledCatalogue.of(II5, 3);
        assertThat(count(half, "cloud")).isEqualTo(8);
        assertThat(count(half, "edge")).isEqualTo(5);
        assertThat(count(half, "end")).isEqualTo(4);
        assertThat(count(triple, "cloud")).isEqualTo(45);
        assertThat(triple.nodes().stream().map(NodeSpec::nodeId)).doesNotHaveDuplicates();
        assertThat(triple.nodes()).containsAll(II5.nodes());
        assertThat(ScaledCatalogue.of(II5, 1).nodes()).isEqualTo(II5.nodes());
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> ScaledCatalogue.of(II5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("factor is 0.0, expected a positive number");
    }
}
