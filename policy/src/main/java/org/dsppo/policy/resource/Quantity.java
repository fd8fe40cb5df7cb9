package org.dsppo.policy.resource;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts of a resource as fixed-point thousandths, so that releasing what was reserved gives back
 * exactly the capacity. Demands round up and capacities down: rounding never oversubscribes a node.
 */
public final class Quantity {

    /** One whole unit. */
    public static final long ONE = 1000;

    private Quantity() {}

    /** Thousandths of a demand, rounded up. */
    public static long ofDemand(double amount) {
        return thousandths(amount, RoundingMode.CEILING);
    }

    /** Thousandths of a capacity, rounded down. */
    public static long ofCapacity(double amount) {
        return thousandths(amount, RoundingMode.FLOOR);
    }

    /** The amount in whole units. */
    public static double toDecimal(long thousandths) {
        return (double) thousandths / ONE;
    }

    private static long thousandths(double amount, RoundingMode rounding) {
        return BigDecimal.valueOf(amount)
                .scaleByPowerOfTen(3)
                .setScale(0, rounding)
                .longValueExact();
    }
}
