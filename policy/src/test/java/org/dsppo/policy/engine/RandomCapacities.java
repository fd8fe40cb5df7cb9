package org.dsppo.policy.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What nodes say that they have: nothing, what is listed or not, a little more or less each time.
 */
final class RandomCapacities {

    private final Random random;
    private final RandomCatalogue catalogue;
    private final Map<String, Map<String, Double>> byNode = new HashMap<>();
    private boolean jitter;

    /**
     * @param jitter whether capacities move by little, too
     */
    RandomCapacities(Random random, RandomCatalogue catalogue, boolean jitter) {
        this.random = random;
        this.catalogue = catalogue;
        this.jitter = jitter;
    }

    /** As the node reports it; empty if it does not. */
    Map<String, Double> of(String nodeId) {
        return byNode.getOrDefault(nodeId, Map.of());
    }

    /** Lets a node report something else. */
    void move(String nodeId) {
        if (random.nextInt(4) == 0) {
            byNode.put(nodeId, random.nextBoolean() ? catalogue.capacity() : Map.of());
        }
        if (jitter && random.nextInt(2) == 0) {
            Map<String, Double> now = of(nodeId);
            byNode.put(nodeId, jittered(now.isEmpty() ? catalogue.listed(nodeId) : now));
        }
    }

    /** A little more or less of everything; after many times more than the engine passes over. */
    private Map<String, Double> jittered(Map<String, Double> capacity) {
        Map<String, Double> jittered = new HashMap<>();
        capacity.forEach(
                (kind, amount) ->
                        jittered.put(
                                kind,
                                Math.rint(amount * (1_000 + 12 * random.nextDouble() - 6))
                                        / 1_000));
        return jittered;
    }

    /** All report nothing, and no little differences come any more. */
    void settle() {
        byNode.clear();
        jitter = false;
    }
}
