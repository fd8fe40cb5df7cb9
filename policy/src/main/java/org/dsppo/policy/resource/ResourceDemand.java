package org.dsppo.policy.resource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a running task holds: amounts of a few resource kinds, in millionths. Sparse, because a
 * strategy names three to seven of many kinds and the fit check is the hottest loop there is.
 */
public final class ResourceDemand {

    private final int[] kinds;
    private final long[] amounts;

    private ResourceDemand(int[] kinds, long[] amounts) {
        this.kinds = kinds;
        this.amounts = amounts;
    }

    /** The positive entries of a dense vector of millionths. */
    public static ResourceDemand of(long[] vector) {
        int count = 0;
        for (long amount : vector) {
            if (amount < 0) {
                throw new IllegalArgumentException("negative demand " + Arrays.toString(vector));
            }
            count += amount > 0 ? 1 : 0;
        }
        int[] kinds = new int[count];
        long[] amounts = new long[count];
        int next = 0;
        for (int kind = 0; kind < vector.length; kind++) {
            if (vector[kind] > 0) {
                kinds[next] = kind;
                amounts[next++] = vector[kind];
            }
        }
        return new ResourceDemand(kinds, amounts);
    }

    /** True if every amount is at most what {@code free} has, millionths by kind. */
    public boolean fitsIn(long[] free) {
        for (int i = 0; i < kinds.length; i++) {
            if (free[kinds[i]] < amounts[i]) {
                return false;
            }
        }
        return true;
    }

    /** Adds the amounts to a dense vector. */
    public void addTo(long[] vector) {
        for (int i = 0; i < kinds.length; i++) {
            vector[kinds[i]] += amounts[i];
        }
    }

    /** Subtracts the amounts from a dense vector. */
    public void subtractFrom(long[] vector) {
        for (int i = 0; i < kinds.length; i++) {
            vector[kinds[i]] -= amounts[i];
        }
    }

    /** Number of kinds with a positive amount. */
    public int size() {
        return kinds.length;
    }

    /** The kind of the i-th entry, rising. */
    public int kind(int i) {
        return kinds[i];
    }

    /** The amount of the i-th entry, millionths. */
    public long amount(int i) {
        return amounts[i];
    }

    /** The amount of a kind, millionths, 0 when it is not demanded. */
    public long amountOf(int kind) {
        int at = Arrays.binarySearch(kinds, kind);
        return at < 0 ? 0 : amounts[at];
    }

    /** The same demand with another amount of one kind. */
    public ResourceDemand with(int kind, long amount) {
        int top = kinds.length == 0 ? kind : Math.max(kind, kinds[kinds.length - 1]);
        long[] vector = new long[top + 1];
        addTo(vector);
        vector[kind] = amount;
        return of(vector);
    }

    /** Millionths by resource name, for state that outlives a catalogue. */
    public Map<String, Long> toMillionths(ResourceSpace space) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < kinds.length; i++) {
            named.put(space.name(kinds[i]), amounts[i]);
        }
        return named;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceDemand that
                && Arrays.equals(kinds, that.kinds)
                && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(kinds) + Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        return Arrays.toString(kinds) + "=" + Arrays.toString(amounts);
    }
}
