package org.dsppo.policy.lab.sites;

import java.util.List;
import java.util.SplittableRandom;

/** What is drawn for a site or its tasks: the same seed gives the same draws. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        // Neighbouring seeds of the generator would be neighbours in one stream.
        this.random = new SplittableRandom(scrambled(seed));
    }

    private static long scrambled(long seed) {
        long bits = seed ^ 0x6A09E667F3BCC909L;
        bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
        bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
        return bits ^ bits >>> 32;
    }

    /** Uniform in [0, 1). */
    double share() {
        return random.nextDouble();
    }

    double uniform(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** Uniform in the logarithm. */
    double ratio(double least, double most) {
        return Math.exp(uniform(Math.log(least), Math.log(most)));
    }

    /** Both ends are possible. */
    int whole(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double normal() {
        return random.nextGaussian();
    }

    /** A factor with median 1. */
    double lognormal(double sigma) {
        return Math.exp(sigma * random.nextGaussian());
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A position, each as likely as its weight says. */
    int weighted(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
