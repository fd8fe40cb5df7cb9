package org.dsppo.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Figures to the digit that matters. A 95 % interval is given with two digits, and its mean to the
 * same place; a figure without an interval with four digits, and whole numbers in full. Halves go
 * away from zero, as browsers round, so that the script of a report says the same.
 */
public final class SignificantFigures {

    private static final int OF_INTERVAL = 2;
    private static final int WITHOUT_INTERVAL = 4;

    /** More decimals than these are noise of the arithmetic. */
    private static final int MOST_DECIMALS = 6;

    private SignificantFigures() {}

    /**
     * A mean with its interval: {@code 43.21 ± 0.35}, {@code 4,570 ± 120}; without one just the
     * mean.
     *
     * @param halfWidth of the interval; NaN for none
     */
    public static String of(double mean, double halfWidth) {
        String text = mean(mean, halfWidth);
        return Double.isNaN(halfWidth) ? text : text + " ± " + halfWidth(mean, halfWidth);
    }

    /**
     * The same for a difference, with its sign: {@code +1.2 ± 0.3}, {@code −0.41 ± 0.12}; 0 for
     * none at all.
     */
    public static String signed(double mean, double halfWidth) {
        if (mean == 0 && halfWidth == 0) {
            return "0";
        }
        String size = of(Math.abs(mean), halfWidth);
        return (mean > 0 ? "+" : mean < 0 ? "−" : "±") + size;
    }

    /** A mean to the place that its interval, which is not printed, decides. */
    public static String mean(double mean, double halfWidth) {
        return text(mean, place(mean, halfWidth));
    }

    private static String halfWidth(double mean, double halfWidth) {
        int place = place(mean, halfWidth);
        return BigDecimal.valueOf(halfWidth).setScale(place, RoundingMode.HALF_UP).signum() == 0
                ? "0"
                : text(halfWidth, place);
    }

    /** Decimals, negative for tens and hundreds. */
    private static int place(double mean, double halfWidth) {
        if (halfWidth > 0 && Double.isFinite(halfWidth)) {
            return Math.min(MOST_DECIMALS, OF_INTERVAL - 1 - exponent(halfWidth));
        }
        int exponent = mean == 0 || !Double.isFinite(mean) ? 0 : exponent(mean);
        return Math.min(MOST_DECIMALS, Math.max(0, WITHOUT_INTERVAL - 1 - exponent));
    }

    /** The place of the first digit once rounded: 0 for 9.94, 1 for 9.96 to two digits. */
    private static int exponent(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(Math.abs(value))
                        .round(new MathContext(OF_INTERVAL, RoundingMode.HALF_UP));
        return rounded.precision() - rounded.scale() - 1;
    }

    private static String text(double value, int place) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(place, RoundingMode.HALF_UP);
        return String.format(Locale.ROOT, "%,." + Math.max(0, place) + "f", rounded);
    }
}
