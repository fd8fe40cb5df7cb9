package org.dsppo.jobs.report.experiment;

import java.nio.file.Path;
import java.util.List;
import org.dsppo.policy.lab.evaluation.SiteComparison;

/**
 * An experiment as it was typed; what is null takes what is usual for the experiment.
 *
 * @param experiment its name; null for a comparison on a site's own cluster and tasks
 * @param policies names, options and shorthands
 * @param seeds such as {@code 0-19}
 * @param windowSeconds length of the windows in which recorded arrivals are resampled
 * @param folder where its files go
 * @param traces folder of the real traces, null for none
 * @param threads runs at a time, null for one per core
 * @param bounds which lower bounds to add
 * @param sites numbers of unseen sites, null for all
 * @param cache folder of what heuristics come to on unseen sites, null for none
 */
public record ExperimentSettings(
        String experiment,
        List<String> policies,
        String seeds,
        Double windowSeconds,
        Path folder,
        Path traces,
        Integer threads,
        BoundChoice bounds,
        String sites,
        Path cache) {

    /** Seeds that stand for arrivals as they were recorded. */
    static final String RECORDED = "recorded";

    private static final String DEFAULT_SEEDS = "0-19";

    /**
     * A named experiment as it was asked for.
     *
     * @param policies policies and groups as typed, null for the usual ones
     * @param command the command line, for people
     * @param version of this product
     * @param reservations whether places are kept for tasks that fit nowhere
     * @throws InvalidExperimentException naming an option that makes no sense
     */
    public ExperimentRequest request(
            List<String> policies, String command, String version, boolean reservations) {
        if (windowSeconds != null) {
            throw new InvalidExperimentException(
                    "--window is %s, expected it without --experiment".formatted(windowSeconds));
        }
        if (isUnseen()) {
            refuseForUnseen("--seeds", seeds);
            refuseForUnseen("--traces", traces);
            refuseForUnseen("--bounds", bounds);
        }
        requireUnseen("--sites", sites);
        requireUnseen("--cache", cache);
        return request(
                experiment,
                policies,
                SeedList.parse(usualSeeds()),
                usualFolder(),
                bounds == null ? BoundChoice.LP : bounds,
                command,
                version,
                reservations);
    }

    private void refuseForUnseen(String option, Object value) {
        if (value != null) {
            throw new InvalidExperimentException(
                    "%s is %s, expected it with other experiments: %s has samples of its own"
                            .formatted(option, value, experiment));
        }
    }

    private void requireUnseen(String option, Object value) {
        if (value != null && !isUnseen()) {
            throw new InvalidExperimentException(
                    "%s is %s, expected it with --experiment unseen-sites and its like only"
                            .formatted(option, value));
        }
    }

    /**
     * A comparison on a site's own tasks as it was asked for.
     *
     * @param site what is compared on
     * @param policies policies and groups as typed, null for the usual ones
     * @param command the command line, for people
     * @param version of this product
     * @param reservations whether places are kept for tasks that fit nowhere
     * @throws InvalidExperimentException naming an option that makes no sense
     */
    public ExperimentRequest request(
            OwnSite site,
            List<String> policies,
            String command,
            String version,
            boolean reservations) {
        if (traces != null) {
            throw new InvalidExperimentException(
                    "--traces is %s, expected it with --experiment only".formatted(traces));
        }
        requireUnseen("--sites", sites);
        requireUnseen("--cache", cache);
        return request(
                SiteComparison.NAME,
                policies,
                site.seeds(),
                folder == null ? site.usualFolder() : folder,
                bounds == null ? BoundChoice.NONE : bounds,
                command,
                version,
                reservations);
    }

    private ExperimentRequest request(
            String name,
            List<String> chosen,
            List<Long> seedList,
            Path out,
            BoundChoice wanted,
            String command,
            String version,
            boolean reservations) {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new InvalidExperimentException(
                    "--threads is %d, expected a number from 1 to 1024".formatted(threads));
        }
        return new ExperimentRequest(
                name,
                chosen == null ? PolicySelection.usual(name) : chosen,
                seedList,
                out,
                traces,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                wanted,
                command,
                version,
                reservations);
    }

    /** True if an experiment is named; false for a site's own cluster and tasks. */
    public boolean isNamed() {
        return experiment != null;
    }

    /** True if this is about controllers of shares and batches, not about placement. */
    public boolean isBatchTuning() {
        return TuningEvaluation.NAME.equals(experiment);
    }

    /** True if this is about unseen sites. */
    public boolean isUnseen() {
        return UnseenEvaluation.isAbout(experiment);
    }

    /**
     * Length of the windows for resampling, 0 for the usual one.
     *
     * @throws InvalidExperimentException if it is not a length
     */
    public long windowMillis() {
        if (windowSeconds == null) {
            return 0;
        }
        if (!(windowSeconds >= 0.001 && windowSeconds <= 1e9)) {
            throw new InvalidExperimentException(
                    "--window is %s, expected seconds from 0.001 to 1e9".formatted(windowSeconds));
        }
        return Math.round(1000 * windowSeconds);
    }

    private String usualSeeds() {
        if (seeds != null) {
            return seeds;
        }
        if ("small-exact".equals(experiment)) {
            return "0";
        }
        return isBatchTuning() ? TuningEvaluation.DEFAULT_SEEDS : DEFAULT_SEEDS;
    }

    private Path usualFolder() {
        if (folder == null && isUnseen()) {
            return Path.of("out", experiment);
        }
        if (folder == null && !isBatchTuning()) {
            throw new InvalidExperimentException(
                    "--out is missing, expected a folder for the figures of " + experiment);
        }
        return folder == null ? TuningEvaluation.DEFAULT_FOLDER : folder;
    }
}
