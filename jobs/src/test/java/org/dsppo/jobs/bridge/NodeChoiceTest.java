package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {

    private static final Taint GPU =
            new TaintBuilder().withKey("gpu").withValue("a").withEffect("NoSchedule").build();
    private static final Taint VIRTUAL =
            new TaintBuilder()
                    .withKey("kosmos.io/node")
                    .withValue("true")
                    .withEffect("NoSchedule")
                    .build();

    private static final List<Target> NODES =
            List.of(
                    target("n0", Map.of("zone", "a", "gen", "2"), List.of()),
                    target("n1", Map.of("zone", "b", "gen", "10"), List.of(GPU)),
                    target("n2", Map.of("zone", "c"), List.of(VIRTUAL)));

    private static Target target(String name, Map<String, String> labels, List<Taint> taints) {
        Map<String, String> all = new HashMap<>(labels);
        all.put(Annotations.NODE_LABEL, name);
        all.put(Annotations.TAINTS_LABEL, Taints.label(taints));
        return new Target(
                new NodeSpec(name, "k", all, Map.of(), Map.of()), "cloud", taints, true, false);
    }

    private static NodeSelectorRequirement requirement(
            String key, String operator, String... values) {
        return new NodeSelectorRequirement(key, operator, List.of(values));
    }

    private static Toleration tolerated(String key, String operator, String value, String effect) {
        return new TolerationBuilder()
                .withKey(key)
                .withOperator(operator)
                .withValue(value)
                .withEffect(effect)
                .build();
    }

    /** Names of the nodes that the selectors allow. */
    private static Set<String> allowed(NodeChoice choice) throws UnsupportedWishException {
        List<Map<String, String>> selectors = choice.selectors(NODES);
        return NODES.stream()
                .filter(
                        node ->
                                selectors.stream()
                                        .anyMatch(
                                                each ->
                                                        node.spec()
                                                                .labels()
                                                                .entrySet()
                                                                .containsAll(each.entrySet())))
                .map(Target::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> allowed(NodeSelectorRequirement... all)
            throws UnsupportedWishException {
        Toleration everything = tolerated(null, "Exists", null, null);
        return allowed(new NodeChoice(Map.of(), List.of(List.of(all)), List.of(everything)));
    }

    @Test
    void taintsKeepAwayWhoDoesNotTolerateThem() throws Exception {
        assertThat(allowed(new NodeChoice(Map.of(), List.of(), List.of()))).containsExactly("n0");
        assertThat(tolerating(tolerated("gpu", "Exists", null, null)))
                .containsExactlyInAnyOrder("n0", "n1");
        assertThat(tolerating(tolerated("gpu", "Equal", "a", "NoSchedule")))
                .containsExactlyInAnyOrder("n0", "n1");
        assertThat(tolerating(tolerated("gpu", null, "a", null)))
                .containsExactlyInAnyOrder("n0", "n1");
        assertThat(tolerating(tolerated("gpu", "Equal", "b", null))).containsExactly("n0");
        assertThat(tolerating(tolerated("gpu", "Exists", null, "NoExecute"))).containsExactly("n0");
        assertThat(tolerating(tolerated(null, "Exists", null, null)))
                .containsExactlyInAnyOrder("n0", "n1", "n2");
    }

    private static Set<String> tolerating(Toleration toleration) throws UnsupportedWishException {
        return allowed(new NodeChoice(Map.of(), List.of(), List.of(toleration)));
    }

    @Test
    void labelsAndTermsAreMetTogether() throws Exception {
        assertThat(allowed(requirement("zone", "In", "a", "b")))
                .containsExactlyInAnyOrder("n0", "n1");
        assertThat(allowed(requirement("gen", "Exists"))).containsExactlyInAnyOrder("n0", "n1");
        assertThat(allowed(requirement("zone", "NotIn", "a")))
                .containsExactlyInAnyOrder("n1", "n2");
        assertThat(allowed(requirement("gen", "Gt", "2"))).containsExactly("n1");
        assertThat(allowed(requirement("gen", "Lt", "10"))).containsExactly("n0");
        assertThat(allowed(requirement("zone", "In", "a", "b"), requirement("gen", "Gt", "2")))
                .containsExactly("n1");
        assertThat(allowed(requirement(Annotations.NODE_LABEL, "In", "n2"))).containsExactly("n2");
        Toleration everything = tolerated(null, "Exists", null, null);
        assertThat(
                        allowed(
                                new NodeChoice(
                                        Map.of("zone", "c"),
                                        List.of(
                                                List.of(requirement("zone", "In", "a", "c")),
                                                List.of(requirement("gen", "Exists"))),
                                        List.of(everything))))
                .containsExactly("n2");
    }

    @Test
    void whatLabelsCannotSayIsRefused() {
        assertThatThrownBy(() -> allowed(requirement("gen", "DoesNotExist")))
                .isInstanceOf(UnsupportedWishException.class)
                .hasMessageContaining("DoesNotExist on gen");
        assertThatThrownBy(() -> allowed(requirement("gen", "NotIn", "2")))
                .hasMessageContaining("NotIn on gen");
        assertThatThrownBy(() -> allowed(requirement("rack", "Exists")))
                .hasMessageContaining("no node has the labels");
        String[] many = IntStream.range(0, 33).mapToObj(i -> "z" + i).toArray(String[]::new);
        assertThatThrownBy(() -> allowed(requirement("zone", "In", many)))
                .hasMessageContaining("more than 32 combinations");
    }

    @Test
    void theLabelOfTaintsIsTheSameInAnyOrder() {
        assertThat(Taints.label(List.of(GPU, VIRTUAL)))
                .isEqualTo(Taints.label(List.of(VIRTUAL, GPU)))
                .isEqualTo("gpu=a:NoSchedule,kosmos.io/node=true:NoSchedule");
        Taint mild = new TaintBuilder(GPU).withEffect("PreferNoSchedule").build();
        assertThat(Taints.hard(List.of(mild, GPU))).containsExactly(GPU);
        List<Taint> many =
                IntStream.range(0, 40)
                        .mapToObj(i -> new TaintBuilder(GPU).withKey("key" + i).build())
                        .toList();
        assertThat(Taints.label(many)).hasSizeLessThanOrEqualTo(256);
        assertThat(Taints.label(many)).isNotEqualTo(Taints.label(many.subList(0, 39)));
    }
}
