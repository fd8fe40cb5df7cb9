package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dsppo.policy.placement.NodeChanges;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;

/**
 * A compiled cell as features see it: pools of equal nodes, the catalogue's classes and others seen
 * so far with an option for every strategy and pool, and prices. Void when the cell is compiled
 * anew.
 */
final class CellProfile {

    private static final int CLASSES_KEPT = 4096;

    /** So many of the catalogue's are there before a task of theirs is; each costs time. */
    private static final int CLASSES_FORESEEN = 1024;

    private static final double MIX_REMEMBERED = 300;

    private final NodeChanges changes;
    private final int kinds;
    private final List<NodePool> pools = new ArrayList<>();
    private final int[] poolOf;
    private final int[] rankOf;
    private final Map<StrategySet, ClassProfile> bySet = new IdentityHashMap<>();
    private final List<ClassProfile> profiles = new ArrayList<>();
    private final ThroughputPrices prices;
    private final double acceleratedShare;
    private long readTo;
    private double arrivalWeight = 1;
    private int eventsSincePricing;
    private boolean priced;
    private long pricings;

    CellProfile(PlacementRound round) {
        this.changes = round.changes();
        this.kinds = round.resources().size();
        List<? extends NodeView> nodes = round.nodes();
        this.poolOf = new int[nodes.size()];
        this.rankOf = new int[nodes.size()];
        int accelerated = 0;
        for (NodeView node : nodes) {
            while (pools.size() <= node.type()) {
                pools.add(new NodePool(pools.size(), node, kinds, hasDevices(round, node)));
            }
            poolOf[node.index()] = node.type();
            rankOf[node.index()] = pools.get(node.type()).add(node);
            accelerated += hasDevices(round, node) ? 1 : 0;
        }
        pools.forEach(NodePool::open);
        measureSizes();
        this.prices = new ThroughputPrices(kinds);
        this.acceleratedShare = (double) accelerated / Math.max(1, nodes.size());
        this.readTo = changes.end();
        round.classes().stream().limit(CLASSES_FORESEEN).forEach(each -> profile(each, round));
    }

    private static boolean hasDevices(PlacementRound round, NodeView node) {
        for (int kind = 0; kind < round.resources().size(); kind++) {
            if (round.countsDevices(kind) && node.capacity(kind) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Capacity of each pool's nodes against the mean node: mean over kinds of the ratio, as ln. */
    private void measureSizes() {
        double[] mean = new double[kinds];
        for (NodePool pool : pools) {
            for (int kind = 0; kind < kinds; kind++) {
                mean[kind] += (double) pool.capacity(kind) * pool.size() / poolOf.length;
            }
        }
        for (NodePool pool : pools) {
            double ratios = 0;
            int listed = 0;
            for (int kind = 0; kind < kinds; kind++) {
                if (pool.capacity(kind) > 0) {
                    ratios += pool.capacity(kind) / mean[kind];
                    listed++;
                }
            }
            pool.setRelativeSize(Logarithm.ln(0.01 + ratios / Math.max(1, listed)));
        }
    }

    boolean isOf(PlacementRound round) {
        return changes == round.changes();
    }

    /** Reads what changed. */
    void refresh(NodeListener listener) {
        boolean turned = false;
        if (readTo < changes.begin()) {
            for (int node = 0; node < poolOf.length; node++) {
                turned |= update(node, listener);
            }
        } else {
            for (long at = readTo; at < changes.end(); at++) {
                turned |= update(changes.node(at), listener);
            }
        }
        readTo = changes.end();
        if (turned) {
            pools.forEach(NodePool::countCapacity);
            priced = false;
        }
    }

    private boolean update(int node, NodeListener listener) {
        boolean turned = pools.get(poolOf[node]).update(rankOf[node]);
        listener.changed(node);
        return turned;
    }

    /** The profile of a class, made at its first appearance. */
    ClassProfile profile(StrategySet set, PlacementRound round) {
        ClassProfile profile = bySet.get(set);
        if (profile == null) {
            profile = new ClassProfile(set);
            for (Strategy strategy : set.fastestFirst()) {
                TreeSet<Integer> types = new TreeSet<>();
                round.eligibleNodes(strategy).forEach(node -> types.add(node.type()));
                for (int type : types) {
                    profile.add(strategy, pools.get(type));
                }
            }
            profile.options.forEach(option -> option.pool.add(option));
            bySet.put(set, profile);
            profiles.add(profile);
            priced = false;
        }
        return profile;
    }

    /** A task arrived; gives its class. */
    ClassProfile arrived(StrategySet set, double scale, PlacementRound round) {
        ClassProfile profile = profile(set, round);
        eventsSincePricing++;
        profile.seen++;
        profile.weight += arrivalWeight;
        arrivalWeight *= 1 + 1 / MIX_REMEMBERED;
        if (arrivalWeight > 1e100) {
            profiles.forEach(each -> each.weight /= arrivalWeight);
            arrivalWeight = 1;
        }
        profile.meanScale += (scale - profile.meanScale) / Math.min(profile.seen, 100);
        profile.leastScale = Math.min(profile.leastScale, scale);
        profile.largestScale = Math.max(profile.largestScale, scale);
        return profile;
    }

    void placed() {
        eventsSincePricing++;
    }

    /**
     * Prices anew if the mix may have changed: arrivals of late, and what waits.
     *
     * @param waiting what waits now
     */
    void price(List<WaitingClass> waiting) {
        if (priced && eventsSincePricing < Math.max(32, 2 * profiles.size())) {
            return;
        }
        if (profiles.size() > CLASSES_KEPT) {
            forgetUnused(waiting);
        }
        double[] mix = new double[profiles.size()];
        Map<ClassProfile, Integer> position = new IdentityHashMap<>();
        for (int i = 0; i < mix.length; i++) {
            position.put(profiles.get(i), i);
            ClassProfile each = profiles.get(i);
            mix[i] = (each.weight / arrivalWeight / 3 + 1.0 / mix.length) * each.meanScale;
        }
        for (WaitingClass each : waiting) {
            mix[position.get(each.profile)] += each.group.totalRuntimeScale();
        }
        prices.price(pools.size(), profiles, mix);
        pools.forEach(NodePool::priced);
        eventsSincePricing = 0;
        priced = true;
        pricings++;
    }

    private void forgetUnused(List<WaitingClass> waiting) {
        Map<ClassProfile, Boolean> used = new IdentityHashMap<>();
        waiting.forEach(each -> used.put(each.profile, true));
        profiles.removeIf(
                profile -> {
                    boolean unused = !used.containsKey(profile);
                    if (unused) {
                        bySet.remove(profile.strategies);
                        profile.options.forEach(option -> option.pool.remove(option));
                    }
                    return unused;
                });
    }

    List<NodePool> pools() {
        return pools;
    }

    NodePool poolOf(int node) {
        return pools.get(poolOf[node]);
    }

    int rankOf(int node) {
        return rankOf[node];
    }

    int nodes() {
        return poolOf.length;
    }

    int kinds() {
        return kinds;
    }

    List<ClassProfile> profiles() {
        return profiles;
    }

    ThroughputPrices prices() {
        return prices;
    }

    /** How often prices were made. */
    long pricings() {
        return pricings;
    }

    double acceleratedShare() {
        return acceleratedShare;
    }
}
