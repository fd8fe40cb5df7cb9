package org.dsppo.policy.learned.network;

import java.util.List;

/**
 * Who decides on a site at which load: the learned policy, or the rule that was found to be better
 * there.
 *
 * @param ranges by rising load; the last has no end
 */
public record CalibrationTable(List<Range> ranges) {

    /**
     * A range of loads of the site's bottleneck.
     *
     * @param upTo where it ends; infinite for the last
     * @param rule that decides; null for the learned policy
     * @param advantage of that rule, as the mean logarithm of completion under the learned policy
     *     over that under the rule; 0 for the learned policy
     */
    public record Range(double upTo, String rule, double advantage) {}

    public CalibrationTable {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty() || ranges.get(ranges.size() - 1).upTo() < Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "ranges end at a load, expected the last to be open");
        }
    }

    /** True if the learned policy decides everywhere. */
    public boolean isLearnedAlone() {
        return ranges.stream().allMatch(range -> range.rule() == null);
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
