package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/** A small catalogue that can change in every way that a real one can. */
final class RandomCatalogue {

    private final Random random;
    private final List<String> resources = new ArrayList<>(List.of("cpu", "mem", "gpu"));
    private final Map<String, NodeSpec> nodes = new LinkedHashMap<>();
    private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();

    RandomCatalogue(Random random) {
        this.random = random;
        for (int i = 0; i < 4; i++) {
            addNode("node-" + i);
        }
        for (String name : List.of("small", "large", "any")) {
            classes.put(name, strategies());
        }
    }

    Catalogue current() {
        return new Catalogue(
                "random",
                List.copyOf(resources),
                List.of(),
                List.of(
                        new ClusterSpec("near", "edge", "default", Map.of(), Map.of()),
                        new ClusterSpec(
                                "far",
                                "cloud",
                                "default",
                                Map.of("near", 40.0),
                                Map.of("near", 100.0))),
                List.copyOf(nodes.values()),
                new LinkedHashMap<>(classes));
    }

    void change() {
        switch (random.nextInt(6)) {
            case 0 -> Collections.shuffle(resources, random);
            case 1 -> addNode("node-" + random.nextInt(7));
            case 2 -> nodes.remove("node-" + random.nextInt(7));
            case 3 ->
                    classes.put(
                            List.of("small", "large", "any").get(random.nextInt(3)), strategies());
            case 4 -> classes.remove("any");
            default -> complete();
        }
    }

    /** Lets every class be known and run somewhere. */
    void complete() {
        addNode("node-0");
        addNode("node-1");
        for (String name : List.of("small", "large", "any")) {
            classes.computeIfAbsent(name, key -> strategies());
        }
    }

    private void addNode(String nodeId) {
        boolean far = nodeId.hashCode() % 2 == 0;
        nodes.put(
                nodeId,
                new NodeSpec(
                        nodeId,
                        far ? "far" : "near",
                        Map.of("tier", far ? "far" : "near"),
                        capacity(),
                        Map.of()));
    }

    /** What a node has by the catalogue; empty if it is not listed. */
    Map<String, Double> listed(String nodeId) {
        NodeSpec node = nodes.get(nodeId);
        return node == null ? Map.of() : node.capacity();
    }

    Map<String, Double> capacity() {
        return Map.of(
                "cpu",
                2.0 + random.nextInt(3),
                "mem",
                (double) (4096 + 1024 * random.nextInt(3)),
                "gpu",
                1.0 + random.nextInt(2));
    }

    /** Two strategies that fit everywhere at the least capacity, and one that may fit nowhere. */
    List<ExecutionStrategy> strategies() {
        List<ExecutionStrategy> list = new ArrayList<>();
        list.add(
                strategy(
                        "cpu",
                        Map.of(),
                        Map.of("cpu", amount(2000), "mem", amount(900_000)),
                        null));
        list.add(
                strategy(
                        "gpu",
                        Map.of("tier", random.nextBoolean() ? "near" : "far"),
                        Map.of("cpu", amount(100), "gpu", amount(1000)),
                        random.nextBoolean() ? new Elastic("gpu", 0.1, 1.0, 100, 9) : null));
        if (random.nextInt(4) == 0) {
            list.add(strategy("huge", Map.of(), Map.of("cpu", 1000.0), null));
        }
        return list;
    }

    private ExecutionStrategy strategy(
            String id, Map<String, String> selector, Map<String, Double> demand, Elastic elastic) {
        return new ExecutionStrategy(id, selector, demand, 500 + random.nextInt(20_000), elastic);
    }

    private double amount(int atMostThousandths) {
        return (1 + random.nextInt(atMostThousandths)) / 1000.0;
    }
}
