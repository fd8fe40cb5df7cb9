package org.dsppo.policy.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The options that a policy met in training and has weights of its own for: a row for each. What
 * features of any class cannot say about an option, such as how tasks of its class pack beside
 * those of the others, those weights hold. An option that is not known has none, and is judged by
 * its features alone.
 */
public final class KnownOptions {

    /** No row at all. */
    public static final KnownOptions NONE = new KnownOptions(List.of());

    /** What {@link #row} says of an option that is not known. */
    public static final int UNKNOWN = -1;

    private final List<Long> fingerprints;
    private final Map<Long, Integer> rows = new HashMap<>();

    private KnownOptions(List<Long> fingerprints) {
        this.fingerprints = fingerprints;
        fingerprints.forEach(each -> rows.put(each, rows.size()));
    }

    /**
     * @param fingerprints of {@link OptionFingerprint}, in the order of the rows
     * @throws IllegalArgumentException if one comes twice
     */
    public static KnownOptions of(Collection<Long> fingerprints) {
        KnownOptions known = new KnownOptions(List.copyOf(fingerprints));
        if (known.rows.size() != fingerprints.size()) {
            throw new IllegalArgumentException(
                    "%d known options, %d of them different, expected each once"
                            .formatted(fingerprints.size(), known.rows.size()));
        }
        return known;
    }

    /** These and then, in their order, those of others that are not among them. */
    public KnownOptions and(KnownOptions others) {
        LinkedHashSet<Long> all = new LinkedHashSet<>(fingerprints);
        all.addAll(others.fingerprints);
        return new KnownOptions(new ArrayList<>(all));
    }

    /** Row of an option, {@link #UNKNOWN} if it has none. */
    int row(long fingerprint) {
        return rows.getOrDefault(fingerprint, UNKNOWN);
    }

    /** The rows that the rows of others have here, {@link #UNKNOWN} for those that have none. */
    public int[] rowsOf(KnownOptions others) {
        return others.fingerprints.stream().mapToInt(this::row).toArray();
    }

    /** Number of rows. */
    public int size() {
        return fingerprints.size();
    }

    /** In the order of the rows. */
    public List<Long> fingerprints() {
        return fingerprints;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownOptions known && fingerprints.equals(known.fingerprints);
    }

    @Override
    public int hashCode() {
        return fingerprints.hashCode();
    }

    @Override
    public String toString() {
        return "%d known options".formatted(size());
    }
}
