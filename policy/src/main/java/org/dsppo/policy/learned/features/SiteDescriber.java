package org.dsppo.policy.learned.features;

import java.util.List;

/** Describes a cell by its options. */
final class SiteDescriber {

    private SiteDescriber() {}

    /**
     * @param meanMillis mean run time of the mix
     */
    static SiteDescription describe(CellProfile cell, double meanMillis) {
        List<ClassProfile> profiles = cell.profiles();
        int count = profiles.stream().mapToInt(each -> each.options.size()).sum();
        float[] rows = new float[count * OptionFeature.WIDTH];
        float[] weights = new float[count];
        float logMean = Logarithm.ln(meanMillis);
        int at = 0;
        double total = 0;
        for (ClassProfile profile : profiles) {
            for (Option option : profile.options) {
                write(option, cell.nodes(), logMean, rows, at * OptionFeature.WIDTH);
                double load = Double.isFinite(profile.loadShare) ? profile.loadShare : 0;
                weights[at] = (float) ((load + 1e-6) / profile.options.size());
                total += weights[at++];
            }
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= (float) total;
        }
        return new SiteDescription(rows, weights, profiles.size());
    }

    private static void write(Option option, int nodes, float logMean, float[] rows, int offset) {
        ClassProfile profile = option.owner;
        float[] row = new float[OptionFeature.WIDTH];
        row[OptionFeature.SLOWDOWN.ordinal()] = clipped(option.logRuntime - profile.logShortest);
        row[OptionFeature.CLASS_RUNTIME.ordinal()] = clipped(profile.logShortest - logMean);
        row[OptionFeature.FLOW_SHARE.ordinal()] = (float) option.flowShare;
        row[OptionFeature.DOMINANT_SHARE.ordinal()] = option.dominantShare;
        row[OptionFeature.REDUCED_PRICE.ordinal()] = clipped(option.logCost - profile.logCost);
        row[OptionFeature.CLASS_LOAD.ordinal()] = (float) profile.loadShare;
        row[OptionFeature.PLACES.ordinal()] = 0.25f * Logarithm.ln(1f + option.capacitySlots);
        row[OptionFeature.POOL_SHARE.ordinal()] = (float) option.pool.size() / nodes;
        row[OptionFeature.ACCELERATED.ordinal()] = option.pool.accelerated() ? 1 : 0;
        row[OptionFeature.SPREAD.ordinal()] =
                profile.seen < 2
                        ? 0
                        : clipped(Logarithm.ln(profile.largestScale / profile.leastScale));
        System.arraycopy(row, 0, rows, offset, row.length);
    }

    private static float clipped(float value) {
        return Float.isNaN(value) ? 0 : Math.max(-5, Math.min(5, value));
    }
}
