package org.dsppo.policy.resource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resource kinds of a catalogue and their positions in resource vectors. */
public final class ResourceSpace {

    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * @param names resource kinds in vector order, without repetition
     */
    public ResourceSpace(List<String> names) {
        this.names = List.copyOf(names);
        for (String name : names) {
            if (positions.put(name, positions.size()) != null) {
                throw new IllegalArgumentException("resource " + name + " is listed twice");
            }
        }
    }

    /** Number of resource kinds. */
    public int size() {
        return names.size();
    }

    /** Resource kinds in vector order. */
    public List<String> names() {
        return names;
    }

    /** Name of the kind at a position. */
    public String name(int kind) {
        return names.get(kind);
    }

    /** Position of a kind, or -1 when there is none of that name. */
    public int position(String name) {
        return positions.getOrDefault(name, -1);
    }

    /**
     * A dense vector of capacities, millionths; kinds that are not listed are zero, unknown names
     * are left out.
     */
    public long[] capacity(Map<String, Double> amounts) {
        long[] vector = new long[size()];
        amounts.forEach(
                (name, amount) -> {
                    int kind = position(name);
                    if (kind >= 0) {
                        vector[kind] = Quantity.of(amount);
                    }
                });
        return vector;
    }

    /** A sparse vector of demands, millionths; zero amounts are left out. */
    public ResourceDemand demand(Map<String, Double> amounts) {
        long[] vector = new long[size()];
        amounts.forEach((name, amount) -> vector[known(name)] = Quantity.of(amount));
        return ResourceDemand.of(vector);
    }

    /** A sparse vector from millionths by name; names unknown here are left out. */
    public ResourceDemand demandOfMillionths(Map<String, Long> millionths) {
        long[] vector = new long[size()];
        millionths.forEach(
                (name, amount) -> {
                    int kind = position(name);
                    if (kind >= 0) {
                        vector[kind] = amount;
                    }
                });
        return ResourceDemand.of(vector);
    }

    private int known(String name) {
        int kind = position(name);
        if (kind < 0) {
            throw new IllegalArgumentException(
                    "resource " + name + " is not one of the catalogue's " + names);
        }
        return kind;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceSpace that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names.toArray());
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
