package org.dsppo.policy.learned.network;

import java.util.List;

/**
 * Who decides on a site at which load: the learned policy, as it is or leaning towards some of its
 * experts, or the rule that was found to be better there.
 *
 * @param ranges by rising load; the last has no end
 */
public record CalibrationTable(List<Range> ranges) {

    /**
     * A range of loads of the site's bottleneck.
     *
     * @param upTo where it ends; infinite for the last
     * @param rule that decides; null for the learned policy
     * @param lean what the learned policy adds to the shares of its experts, the first to that of
     *     its linear path; empty if it decides as it is
     * @param advantage over the learned policy as it is, as the mean logarithm of completion under
     *     that over completion under who decides
     */
    public record Range(double upTo, String rule, List<Double> lean, double advantage) {

        public Range {
            lean = List.copyOf(lean);
        }

        /** The learned policy as it is. */
        public static Range asItIs(double upTo) {
            return new Range(upTo, null, List.of(), 0);
        }

        /** A rule. */
        public static Range of(double upTo, String rule, double advantage) {
            return new Range(upTo, rule, List.of(), advantage);
        }

        /** True if the learned policy decides as it is. */
        public boolean isAsItIs() {
            return rule == null && lean.isEmpty();
        }

        float[] leaning() {
            float[] leaning = new float[lean.size()];
            for (int i = 0; i < leaning.length; i++) {
                leaning[i] = lean.get(i).floatValue();
            }
            return leaning;
        }
    }

    public CalibrationTable {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty() || ranges.get(ranges.size() - 1).upTo() < Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "ranges end at a load, expected the last to be open");
        }
    }

    /** True if the learned policy decides everywhere as it is. */
    public boolean isAsItIs() {
        return ranges.stream().allMatch(Range::isAsItIs);
    }

    /** Number of the range of a load. */
    public int at(double load) {
        int range = 0;
        while (load >= ranges.get(range).upTo()) {
            range++;
        }
        return range;
    }

    /** Where a range begins. */
    double from(int range) {
        return range == 0 ? 0 : ranges.get(range - 1).upTo();
    }
}
