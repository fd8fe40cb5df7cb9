package org.dsppo.policy.learned.features;

/**
 * A natural logarithm for features: pure arithmetic, so that a replay gives the same bits on every
 * machine, and several times as fast as the library's. Absolute error below 1e-5 for normal
 * positive floats.
 *
 * <p>The exponent is read from the bits; the mantissa m in [√½, √2) goes through the odd series of
 * ln m = 2 artanh((m − 1)/(m + 1)).
 */
final class Logarithm {

    private static final float LN_2 = 0.69314718f;
    private static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0.70710678f);

    private Logarithm() {}

    /**
     * @param x positive and normal; anything else gives a meaningless finite number
     */
    static float ln(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        float mantissa = Float.intBitsToFloat(bits - (exponent << 23));
        float t = (mantissa - 1) / (mantissa + 1);
        float t2 = t * t;
        float series = 2 * t * (1 + t2 * (1f / 3 + t2 * (1f / 5 + t2 * (1f / 7))));
        return exponent * LN_2 + series;
    }

    static float ln(double x) {
        return ln((float) x);
    }
}
