package org.dsppo.policy.learned.features;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.placement.PlacementRound;

/**
 * For each class whose head fits nowhere now, the node on which it would be done soonest if what
 * runs ends as estimated, and how much longer it would have to wait if another task went there. It
 * is what backfilling rules reserve nodes for: small tasks in endless succession can keep a large
 * one from ever finding room.
 */
final class Reservations {

    private static final Reservation[] NONE = {};

    private Reservation[] made = NONE;
    private int size;
    private long nowMillis;

    private static final class Reservation {
        private Option option;
        private int rank;
        private long atMillis;
        private final long[] spare;

        Reservation(int kinds) {
            spare = new long[kinds];
        }
    }

    /** Reads what waits and what runs, for the next placement. Allocates nothing once warm. */
    void make(PlacementRound round, List<WaitingClass> classes) {
        nowMillis = round.nowMillis();
        size = 0;
        for (int i = 0; i < classes.size(); i++) {
            WaitingClass each = classes.get(i);
            if (each.group.size() > 0 && each.profile.slots == 0 && reserve(each)) {
                size++;
            }
        }
    }

    private boolean reserve(WaitingClass each) {
        Option best = null;
        double soonest = Double.POSITIVE_INFINITY;
        double scale = each.head().runtimeScale();
        List<Option> options = each.profile.options;
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            long at = option.shape.nextFree.earliestMillis();
            if (at != Long.MAX_VALUE) {
                double done = Math.max(at, nowMillis) + option.runtimeMillis * scale;
                if (done < soonest) {
                    soonest = done;
                    best = option;
                }
            }
        }
        if (best == null) {
            return false;
        }
        if (size == made.length) {
            made = Arrays.copyOf(made, Math.max(8, 2 * size));
        }
        int kinds = best.pool.kinds();
        if (made[size] == null || made[size].spare.length != kinds) {
            made[size] = new Reservation(kinds);
        }
        Reservation reservation = made[size];
        reservation.option = best;
        reservation.rank = best.shape.nextFree.earliestRank();
        reservation.atMillis = Math.max(nowMillis, best.shape.nextFree.earliestMillis());
        best.shape.nextFree.freeThen(reservation.rank, reservation.spare);
        return true;
    }

    /**
     * How much longer the head waits that is delayed most, milliseconds.
     *
     * @param placed option that would be placed
     * @param rank on which node of its pool
     * @param runtimeMillis for how long
     */
    double delayMillis(Option placed, int rank, double runtimeMillis) {
        double delay = 0;
        for (int i = 0; i < size; i++) {
            delay = Math.max(delay, delayMillis(made[i], placed, rank, runtimeMillis));
        }
        return delay;
    }

    private double delayMillis(
            Reservation reservation, Option placed, int rank, double runtimeMillis) {
        Option waiting = reservation.option;
        if (reservation.rank != rank || waiting.pool != placed.pool) {
            return 0;
        }
        double delay = nowMillis + runtimeMillis - reservation.atMillis;
        if (delay <= 0) {
            return 0;
        }
        int slots = Integer.MAX_VALUE;
        for (int i = 0; i < placed.kinds.length; i++) {
            int kind = placed.kinds[i];
            long left = reservation.spare[kind] - placed.amounts[i];
            slots = waiting.pool.slotsLeft(waiting.shape, kind, left, slots);
        }
        return slots > 0 ? 0 : delay;
    }
}
