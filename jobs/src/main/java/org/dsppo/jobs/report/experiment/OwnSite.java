package org.dsppo.jobs.report.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import org.dsppo.policy.lab.evaluation.Experiment;
import org.dsppo.policy.lab.evaluation.SiteComparison;
import org.dsppo.policy.lab.simulation.ArrivalBootstrap;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * A site's own cluster and tasks as something to compare policies on.
 *
 * @param experiment with one instance
 * @param inputs digest of cluster and tasks
 * @param seeds one for each sample
 */
public record OwnSite(Experiment experiment, String inputs, List<Long> seeds) {

    private static final String USUAL_SEEDS = "0-9";
    private static final String RECORDING = "recording";

    /**
     * Recorded arrivals: resampled for each seed, or as they are where there is one seed.
     *
     * @param seeds as typed; null for 0-9
     * @param windowMillis length of the windows for resampling, 0 for the usual one
     * @throws InvalidExperimentException if the seeds make no sense
     */
    public static OwnSite recorded(Workload workload, String seeds, long windowMillis) {
        boolean asRecorded = ExperimentSettings.RECORDED.equals(seeds);
        List<Long> list =
                asRecorded ? List.of(0L) : SeedList.parse(seeds == null ? USUAL_SEEDS : seeds);
        if (list.size() == 1) {
            if (windowMillis > 0) {
                throw new InvalidExperimentException(
                        "--window is %s s, expected several seeds with it, for one takes arrivals as recorded"
                                .formatted(windowMillis / 1000.0));
            }
            Experiment experiment = SiteComparison.recorded(workload);
            return new OwnSite(experiment, InputDigest.of(workload, RECORDING), list);
        }
        ArrivalBootstrap bootstrap = new ArrivalBootstrap(workload, windowMillis);
        return new OwnSite(
                SiteComparison.resampled(workload, bootstrap),
                InputDigest.of(workload, "windows of " + bootstrap.windowMillis()),
                list);
    }

    /**
     * Arrivals by a recipe, made anew for each seed.
     *
     * @param seeds as typed; null for 0-9
     * @param windowMillis length of windows, which recipes have no use for
     * @throws InvalidExperimentException if the seeds or a window make no sense
     */
    public static OwnSite generated(
            LongFunction<Workload> workloads, String seeds, long windowMillis) {
        if (ExperimentSettings.RECORDED.equals(seeds)) {
            throw new InvalidExperimentException(
                    "--seeds is recorded, expected numbers such as 0-9, for a recipe makes its tasks");
        }
        if (windowMillis > 0) {
            throw new InvalidExperimentException(
                    "--window is %s s, expected it with recorded tasks only"
                            .formatted(windowMillis / 1000.0));
        }
        List<Long> list = SeedList.parse(seeds == null ? USUAL_SEEDS : seeds);
        return new OwnSite(
                SiteComparison.generated(workloads.apply(list.get(0)), workloads),
                InputDigest.of(workloads.apply(0), "recipe"),
                list);
    }

    /** Where figures go unless something else is asked for. */
    Path usualFolder() {
        return Path.of("out", "comparison-" + inputs);
    }
}
