package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * What fits together on one node of a pool: every maximal combination of its big items. An item is
 * a demand; modes with the same demand are one item. Small items are left out when the number of
 * combinations would exceed a limit, which only relaxes.
 */
final class NodeConfigurations {

    private final List<Item> items;
    private final List<int[]> maximal;

    /**
     * @param demand what each holds
     * @param modes modes with that demand
     * @param perNode how many fit on an empty node
     */
    record Item(ResourceDemand demand, List<Mode> modes, int perNode) {}

    private NodeConfigurations(List<Item> items, List<int[]> maximal) {
        this.items = items;
        this.maximal = maximal;
    }

    /** No combinations: the pool is one large node. */
    static NodeConfigurations none() {
        return new NodeConfigurations(List.of(), List.of());
    }

    /**
     * The combinations of as many items as the limit allows, the biggest first.
     *
     * @param modes the modes of the pool
     */
    static NodeConfigurations of(ClusterPool pool, List<Mode> modes, int limit) {
        Map<ResourceDemand, List<Mode>> byDemand = new LinkedHashMap<>();
        for (Mode mode : modes) {
            byDemand.computeIfAbsent(mode.demand(), key -> new ArrayList<>()).add(mode);
        }
        List<Item> items =
                byDemand.entrySet().stream()
                        .filter(e -> e.getValue().get(0).perNode() < Integer.MAX_VALUE)
                        .map(e -> new Item(e.getKey(), e.getValue(), e.getValue().get(0).perNode()))
                        .sorted(Comparator.comparingInt(Item::perNode))
                        .toList();
        NodeConfigurations best = none();
        for (int count = 2; count <= items.size(); count++) {
            List<int[]> maximal = new ArrayList<>();
            Enumeration walk =
                    new Enumeration(items.subList(0, count), pool.capacity(), limit, maximal);
            if (!walk.complete()) {
                break;
            }
            best = new NodeConfigurations(items.subList(0, count), maximal);
        }
        return best;
    }

    /** The items that are combined, biggest first. */
    List<Item> items() {
        return items;
    }

    /** Maximal combinations: how many of each item. */
    List<int[]> maximal() {
        return maximal;
    }

    /**
     * Most that one node can earn.
     *
     * @param values value of each item
     */
    double bestValue(double[] values) {
        double best = 0;
        for (int[] counts : maximal) {
            double value = 0;
            for (int i = 0; i < counts.length; i++) {
                value += counts[i] * values[i];
            }
            best = Math.max(best, value);
        }
        return best;
    }

    /** Depth-first walk over the combinations, most of an item first. */
    private static final class Enumeration {

        private final List<Item> items;
        private final long[] free;
        private final int limit;
        private final List<int[]> found;
        private final int[] counts;

        Enumeration(List<Item> items, long[] capacity, int limit, List<int[]> found) {
            this.items = items;
            this.free = capacity.clone();
            this.limit = limit;
            this.found = found;
            this.counts = new int[items.size()];
        }

        /** Lists all maximal combinations; false if there are more than the limit. */
        boolean complete() {
            return walk(0);
        }

        private boolean walk(int at) {
            if (at == items.size()) {
                if (items.stream().noneMatch(item -> item.demand().fitsIn(free))) {
                    found.add(counts.clone());
                }
                return found.size() <= limit;
            }
            ResourceDemand demand = items.get(at).demand();
            int placed = 0;
            while (demand.fitsIn(free)) {
                demand.subtractFrom(free);
                placed++;
            }
            boolean within = true;
            for (; placed >= 0 && within; placed--) {
                counts[at] = placed;
                within = walk(at + 1);
                if (placed > 0) {
                    demand.addTo(free);
                }
            }
            return within;
        }
    }
}
