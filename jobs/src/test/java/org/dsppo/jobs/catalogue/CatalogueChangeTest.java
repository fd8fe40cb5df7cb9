package org.dsppo.jobs.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsppo.jobs.topicview.OpenTask;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class CatalogueChangeTest {

    private static final Catalogue BEFORE =
            catalogue(
                    List.of(cluster("edge"), cluster("cloud")),
                    List.of(node("e1", "edge", 4), node("e2", "edge", 4), node("c1", "cloud", 64)),
                    Map.of("ai", strategies("small", 2), "io", strategies("large", 16)));

    private static Catalogue catalogue(
            List<ClusterSpec> clusters,
            List<NodeSpec> nodes,
            Map<String, List<ExecutionStrategy>> classes) {
        return new Catalogue(
                "site", List.of("cpu"), List.of(), clusters, nodes, new LinkedHashMap<>(classes));
    }

    private static ClusterSpec cluster(String id) {
        return new ClusterSpec(id, "edge", "default", Map.of(), Map.of());
    }

    private static NodeSpec node(String id, String cluster, double cpu) {
        return new NodeSpec(id, cluster, Map.of(), Map.of("cpu", cpu), Map.of());
    }

    private static List<ExecutionStrategy> strategies(String id, double cpu) {
        return List.of(new ExecutionStrategy(id, Map.of(), Map.of("cpu", cpu), 1_000, null));
    }

    private static CatalogueChange change(Catalogue after) {
        return CatalogueChange.between(CatalogueEntries.of(BEFORE), CatalogueEntries.of(after));
    }

    private static Catalogue withNodes(NodeSpec... nodes) {
        return catalogue(BEFORE.clusters(), List.of(nodes), BEFORE.classes());
    }

    private static List<CatalogueImpact.Affected> affected(Catalogue after, OpenTask... tasks) {
        return new CatalogueImpact(change(after), Optional.of(BEFORE), after).on(List.of(tasks));
    }

    private static OpenTask waiting(String id, String taskClass) {
        return new OpenTask(TaskSubmitted.of(id, 0, taskClass), null);
    }

    private static OpenTask running(String id, String taskClass, String cluster, String node) {
        PlacementDecision decision =
                new PlacementDecision(
                        PlacementDecision.idOf(id, 1),
                        id,
                        1,
                        "default",
                        1,
                        DecisionKind.ASSIGN,
                        cluster,
                        node,
                        "small",
                        null,
                        null,
                        0,
                        0,
                        null,
                        false,
                        null,
                        null);
        return new OpenTask(TaskSubmitted.of(id, 0, taskClass), decision);
    }

    @Test
    void namesWhatIsNewGoneAndDifferentAndNotTheOrder() {
        Catalogue after =
                catalogue(
                        List.of(cluster("cloud"), cluster("edge")),
                        List.of(
                                node("c1", "cloud", 32),
                                node("e3", "edge", 4),
                                node("e1", "edge", 4)),
                        Map.of("ai", strategies("small", 3), "io", strategies("large", 16)));

        assertThat(change(after).entries())
                .extracting(CatalogueChange.Entry::line)
                .containsExactlyInAnyOrder(
                        "~ node cloud/c1: capacity.cpu 64 -> 32",
                        "+ node edge/e3",
                        "- node edge/e2",
                        "~ class ai: small.demand.cpu 2 -> 3");
        assertThat(change(BEFORE).entries()).isEmpty();
    }

    @Test
    void tellsOfAStrategyThatIsNewOrGone() {
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>(BEFORE.classes());
        List<ExecutionStrategy> both = new ArrayList<>(strategies("small", 2));
        both.addAll(strategies("tiny", 1));
        classes.put("ai", both);

        assertThat(change(catalogue(BEFORE.clusters(), BEFORE.nodes(), classes)).entries())
                .extracting(CatalogueChange.Entry::line)
                .singleElement()
                .asString()
                .startsWith("~ class ai: tiny none -> {");
    }

    @Test
    void isFeltByTasksOnANodeThatChangesOrGoesAndByNoOthers() {
        Catalogue after = withNodes(node("e1", "edge", 2), node("c1", "cloud", 64));

        assertThat(
                        affected(
                                after,
                                running("on-changed", "ai", "edge", "e1"),
                                running("on-gone", "ai", "edge", "e2"),
                                running("elsewhere", "ai", "cloud", "c1"),
                                waiting("fits-still", "ai")))
                .containsExactly(
                        new CatalogueImpact.Affected(
                                "on-changed", false, "its node edge/e1 is changed"),
                        new CatalogueImpact.Affected(
                                "on-gone", false, "its node edge/e2 is removed"));
    }

    @Test
    void isFeltByTasksOfAClassThatChangesOrGoes() {
        Catalogue after =
                catalogue(BEFORE.clusters(), BEFORE.nodes(), Map.of("ai", strategies("small", 1)));

        assertThat(affected(after, waiting("a", "ai"), waiting("i", "io"), waiting("x", "other")))
                .extracting(CatalogueImpact.Affected::reason)
                .containsExactly("its class ai is changed", "its class io is removed");
    }

    @Test
    void isFeltByATaskThatFitsOnNoNodeThatIsLeft() {
        Catalogue after = withNodes(node("e1", "edge", 4), node("e2", "edge", 4));

        assertThat(affected(after, waiting("i", "io"), waiting("a", "ai")))
                .containsExactly(
                        new CatalogueImpact.Affected("i", true, "no node is left that it fits on"));
    }

    @Test
    void isNotFeltWhereThereIsOnlyMore() {
        List<NodeSpec> more = new ArrayList<>(BEFORE.nodes());
        more.add(node("e9", "edge", 4));

        assertThat(
                        affected(
                                withNodes(more.toArray(NodeSpec[]::new)),
                                waiting("i", "io"),
                                running("a", "ai", "edge", "e1")))
                .isEmpty();
    }
}
