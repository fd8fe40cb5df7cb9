package org.dsppo.policy.learned.features;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;

/**
 * Tells options apart by what they are: demand and run time of the strategy, those of the class's
 * other strategies, and the capacity of the node. Names of classes, strategies and nodes, their
 * order and their number do not matter.
 */
final class OptionFingerprint {

    private OptionFingerprint() {}

    static long of(StrategySet set, Strategy strategy, NodePool pool, ResourceSpace resources) {
        List<String> alternatives = new ArrayList<>();
        set.listed().forEach(each -> alternatives.add(text(each, resources)));
        Collections.sort(alternatives);
        List<String> capacity = new ArrayList<>();
        for (int kind = 0; kind < resources.size(); kind++) {
            if (pool.capacity(kind) > 0) {
                capacity.add(resources.name(kind) + "=" + pool.capacity(kind));
            }
        }
        Collections.sort(capacity);
        return hash(text(strategy, resources) + " of " + alternatives + " on " + capacity);
    }

    private static String text(Strategy strategy, ResourceSpace resources) {
        ResourceDemand demand = strategy.demand();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < demand.size(); i++) {
            parts.add(resources.name(demand.kind(i)) + "=" + demand.amount(i));
        }
        Collections.sort(parts);
        return parts + " for " + strategy.runtimeMillis();
    }

    /** The first eight bytes of SHA-256. */
    private static long hash(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
