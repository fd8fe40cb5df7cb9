package org.dsppo.policy.learned.features;

import java.util.Arrays;

/**
 * Demands side by side in memory, all kinds of each: what is counted for every shape whenever a
 * node changes.
 */
final class ShapeTable {

    /** Of what asks for next to nothing no more are counted on a node, so that sums stay small. */
    static final int MOST_SLOTS = 10_000;

    private final int kinds;
    private long[] amounts = {};
    private double[] perAmount = {};
    private int size;

    ShapeTable(int kinds) {
        this.kinds = kinds;
    }

    void add(Shape shape) {
        if (amounts.length < (size + 1) * kinds) {
            amounts = Arrays.copyOf(amounts, (2 * size + 1) * kinds);
            perAmount = Arrays.copyOf(perAmount, amounts.length);
        }
        Arrays.fill(amounts, size * kinds, (size + 1) * kinds, 0);
        Arrays.fill(perAmount, size * kinds, (size + 1) * kinds, 0);
        for (int i = 0; i < shape.kinds.length; i++) {
            amounts[size * kinds + shape.kinds[i]] = shape.amounts[i];
            perAmount[size * kinds + shape.kinds[i]] = 1.0 / shape.amounts[i];
        }
        size++;
    }

    /** Takes one out, the last goes to its place. */
    void remove(int shape) {
        size--;
        System.arraycopy(amounts, size * kinds, amounts, shape * kinds, kinds);
        System.arraycopy(perAmount, size * kinds, perAmount, shape * kinds, kinds);
    }

    /** How many fit side by side into what is free, millionths from {@code offset} on. */
    int slotsIn(int shape, long[] free, int offset) {
        double least = MOST_SLOTS;
        int at = shape * kinds;
        for (int kind = 0; kind < kinds; kind++) {
            long amount = amounts[at + kind];
            if (amount > 0) {
                // Compared as whole numbers: a policy must not place what lacks a millionth.
                if (free[offset + kind] < amount) {
                    return 0;
                }
                least = Math.min(least, free[offset + kind] * perAmount[at + kind]);
            }
        }
        return Math.max(1, (int) (least + 1e-9));
    }

    /** How many would fit by one kind alone, no less than {@code most} if it is not demanded. */
    int slotsLeft(int shape, int kind, long left, int most) {
        double per = perAmount[shape * kinds + kind];
        return per == 0 ? most : Math.min(most, (int) Math.max(0, left * per + 1e-9));
    }
}
