package org.dsppo.policy.lab.sites;

import java.util.ArrayList;
import java.util.List;

/**
 * Sites that nothing is trained on: a locked set to judge by, four of each kind with each style of
 * arrivals once, run times spread within classes in half of them. Others of the same generator,
 * which have other seeds, are for experiments that are looked at more often.
 */
public final class UnseenSites {

    /** Loads at which the locked set is judged. */
    public static final List<Double> LOADS = List.of(0.5, 0.9, 1.2);

    /** Nobody else's seeds are near these. */
    private static final long LOCKED = 7_340_218_551_903L;

    private static final long OTHERS = 2_918_773_045_117L;

    private static final int LEAST_TASKS = 400;
    private static final int LEAST_TASKS_OF_OTHERS = 300;

    private UnseenSites() {}

    /** The locked set, always in the same order: all kinds, then again with other arrivals. */
    public static List<Site> locked() {
        List<Site> sites = new ArrayList<>();
        for (int round = 0; round < ArrivalStyle.values().length; round++) {
            for (SiteKind kind : SiteKind.values()) {
                int number = sites.size();
                sites.add(
                        Site.draw(
                                "%s-%d".formatted(kind.id(), round + 1),
                                kind,
                                style(kind.ordinal() + round),
                                (kind.ordinal() + round / 2) % 2 == 0,
                                LEAST_TASKS,
                                LOCKED + 1009L * number));
            }
        }
        return sites;
    }

    private static ArrivalStyle style(int number) {
        ArrivalStyle[] styles = ArrivalStyle.values();
        return styles[number % styles.length];
    }

    /** A site of a kind for other purposes than the locked set's, another one for each number. */
    public static Site other(SiteKind kind, long number) {
        long seed = OTHERS + 1_000_003L * kind.ordinal() + 17 * number;
        return Site.draw(
                "%s-other-%d".formatted(kind.id(), number),
                kind,
                style((int) Math.floorMod(number, 4L)),
                number / 4 % 2 == 0,
                LEAST_TASKS_OF_OTHERS,
                seed);
    }
}
