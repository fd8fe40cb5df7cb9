package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that a policy met in training and has weights of its own for, a row for each, and the
 * sites that they belong to, a row for each, too. What features of any class cannot say about an
 * option, such as how tasks of its class pack beside those of the others, those weights hold. An
 * option that is not known has none, and is judged by its features alone.
 */
public final class KnownOptions {

    /** No row at all. */
    public static final KnownOptions NONE = new KnownOptions(List.of(), List.of());

    /** What {@link #row} says of an option that is not known. */
    public static final int UNKNOWN = -1;

    private final List<Long> fingerprints;
    private final List<Integer> sites;
    private final Map<Long, Integer> rows = new HashMap<>();

    private KnownOptions(List<Long> fingerprints, List<Integer> sites) {
        this.fingerprints = List.copyOf(fingerprints);
        this.sites = List.copyOf(sites);
        fingerprints.forEach(each -> rows.put(each, rows.size()));
    }

    /**
     * Those of one site.
     *
     * @param fingerprints of {@link OptionFingerprint}, in the order of the rows
     * @throws IllegalArgumentException if one comes twice
     */
    public static KnownOptions of(Collection<Long> fingerprints) {
        return of(List.copyOf(fingerprints), Collections.nCopies(fingerprints.size(), 0));
    }

    /**
     * Those of several sites.
     *
     * @param fingerprints of {@link OptionFingerprint}, in the order of the rows
     * @param sites row of the site of each
     * @throws IllegalArgumentException if an option comes twice, or sites are not numbered from 0
     *     in the order in which they appear
     */
    public static KnownOptions of(List<Long> fingerprints, List<Integer> sites) {
        KnownOptions known = new KnownOptions(fingerprints, sites);
        if (known.rows.size() != fingerprints.size()) {
            throw new IllegalArgumentException(
                    "%d known options, %d of them different, expected each once"
                            .formatted(fingerprints.size(), known.rows.size()));
        }
        if (sites.size() != fingerprints.size()) {
            throw new IllegalArgumentException(
                    "%d known options with %d sites, expected one for each"
                            .formatted(fingerprints.size(), sites.size()));
        }
        int appeared = 0;
        for (int site : sites) {
            if (site < 0 || site > appeared) {
                throw new IllegalArgumentException(
                        "site of a known option is %d, expected 0 to %d".formatted(site, appeared));
            }
            appeared = Math.max(appeared, site + 1);
        }
        return known;
    }

    /**
     * These and then, in their order, those of others that are not among them. Where a site of the
     * others shares options with one of these, its further options join that site.
     */
    public KnownOptions and(KnownOptions others) {
        List<Long> all = new ArrayList<>(fingerprints);
        List<Integer> sitesOfAll = new ArrayList<>(sites);
        int count = sites();
        for (int site = 0; site < others.sites(); site++) {
            List<Long> its = others.ofSite(site);
            List<Long> further = its.stream().filter(each -> !rows.containsKey(each)).toList();
            int joined =
                    its.stream()
                            .filter(rows::containsKey)
                            .findFirst()
                            .map(each -> sites.get(rows.get(each)))
                            .orElse(count);
            all.addAll(further);
            sitesOfAll.addAll(Collections.nCopies(further.size(), joined));
            count = Math.max(count, joined + 1);
        }
        return of(all, sitesOfAll);
    }

    private List<Long> ofSite(int site) {
        return fingerprints.stream().filter(each -> sites.get(rows.get(each)) == site).toList();
    }

    /** Row of an option, {@link #UNKNOWN} if it has none. */
    int row(long fingerprint) {
        return rows.getOrDefault(fingerprint, UNKNOWN);
    }

    /** The rows that the rows of others have here, {@link #UNKNOWN} for those that have none. */
    public int[] rowsOf(KnownOptions others) {
        return others.fingerprints.stream().mapToInt(this::row).toArray();
    }

    /** Row of the site of a known option. */
    public int site(int row) {
        return sites.get(row);
    }

    /** Number of sites. */
    public int sites() {
        return sites.stream().mapToInt(each -> each + 1).max().orElse(0);
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
        return other instanceof KnownOptions known
                && fingerprints.equals(known.fingerprints)
                && sites.equals(known.sites);
    }

    @Override
    public int hashCode() {
        return fingerprints.hashCode();
    }

    @Override
    public String toString() {
        return "%d known options of %d sites".formatted(size(), sites());
    }
}
