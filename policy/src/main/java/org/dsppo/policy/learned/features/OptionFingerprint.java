package org.dsppo.policy.learned.features;

import java.math.BigDecimal;
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
 *
 * <p>Artefacts hold fingerprints, so what goes into them is part of the artefacts' format.
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
                capacity.add(resources.name(kind) + "=" + text(pool.capacity(kind)));
            }
        }
        Collections.sort(capacity);
        return hash(text(strategy, resources) + " of " + alternatives + " on " + capacity);
    }

    private static String text(Strategy strategy, ResourceSpace resources) {
        ResourceDemand demand = strategy.demand();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < demand.size(); i++) {
            parts.add(resources.name(demand.kind(i)) + "=" + text(demand.amount(i)));
        }
        Collections.sort(parts);
        return parts + " for " + strategy.runtimeMillis();
    }

    /**
     * An amount in thousandths, whatever the unit it is kept in: trained weights are known by it.
     */
    private static String text(long millionths) {
        return BigDecimal.valueOf(millionths, 3).stripTrailingZeros().toPlainString();
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
