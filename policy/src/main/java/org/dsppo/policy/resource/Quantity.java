package org.dsppo.policy.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Amounts of a resource as fixed-point millionths, so that releasing what was reserved gives back
 * exactly the capacity. Capacities and demands are read alike, so that what is equal on paper is
 * equal here. Amounts up to 10^12 fit.
 *
 * <p>A decimal is taken with 15 significant digits, beyond which a double is noise, and then cut:
 * parts that make up a whole on paper never add up to more than it, be they sevenths or sixths.
 */
public final class Quantity {

    /** One whole unit. */
    public static final long ONE = 1_000_000;

    private static final int DECIMALS = 6;
    private static final MathContext SIGNIFICANT = new MathContext(15, RoundingMode.HALF_UP);

    private Quantity() {}

    /** Millionths of an amount. */
    public static long of(double amount) {
        return BigDecimal.valueOf(amount)
                .round(SIGNIFICANT)
                .scaleByPowerOfTen(DECIMALS)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** The amount in whole units. */
    public static double toDecimal(long millionths) {
        return (double) millionths / ONE;
    }

    /** The least whole number that is no less than {@code amount * part / whole}, none negative. */
    static long proportional(long amount, long part, long whole) {
        if (Math.multiplyHigh(amount, part) == 0 && amount * part >= 0) {
            long product = amount * part;
            return product / whole + (product % whole > 0 ? 1 : 0);
        }
        BigInteger[] divided =
                BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(part))
                        .divideAndRemainder(BigInteger.valueOf(whole));
        return divided[0].longValueExact() + divided[1].signum();
    }
}
