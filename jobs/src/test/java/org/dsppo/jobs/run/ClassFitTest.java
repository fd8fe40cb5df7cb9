package org.dsppo.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.Test;

class ClassFitTest {

    private final List<String> warnings = new ArrayList<>();

    private static ExecutionStrategy strategy(String id, String label, double cpu) {
        return new ExecutionStrategy(id, Map.of("kind", label), Map.of("cpu", cpu), 100, null);
    }

    private static Catalogue site(List<ExecutionStrategy> strategies) {
        return new Catalogue(
                "one",
                List.of("cpu"),
                List.of(),
                List.of(new ClusterSpec("c", "edge", "default", Map.of(), Map.of())),
                List.of(
                        new NodeSpec(
                                "n", "c", Map.of("kind", "box"), Map.of("cpu", 2.0), Map.of())),
                Map.of("ai", strategies));
    }

    @Test
    void namesStrategiesThatFitOnNoNode() {
        ClassFit.warn(
                site(
                        List.of(
                                strategy("fits", "box", 2),
                                strategy("large", "box", 2.5),
                                strategy("elsewhere", "bocks", 1))),
                warnings::add);
        assertThat(warnings)
                .containsExactly(
                        "strategy large of class ai fits on no node of one; it is ignored",
                        "strategy elsewhere of class ai fits on no node of one; it is ignored");
    }

    @Test
    void countsMany() {
        ClassFit.warn(
                site(IntStream.range(0, 13).mapToObj(i -> strategy("s" + i, "none", 1)).toList()),
                warnings::add);
        assertThat(warnings)
                .hasSize(11)
                .last()
                .isEqualTo("3 more strategies of one fit on no node");
    }

    @Test
    void hasNothingToSayOfTheSitesOfThePaper() {
        BuiltinCatalogues.names()
                .forEach(name -> ClassFit.warn(BuiltinCatalogues.named(name), warnings::add));
        assertThat(warnings).isEmpty();
    }
}
