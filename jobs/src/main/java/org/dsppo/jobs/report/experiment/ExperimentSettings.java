package org.dsppo.jobs.report.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * An experiment as it was typed; what is null takes what is usual for the experiment.
 *
 * @param experiment its name
 * @param policies names, options and shorthands
 * @param seeds such as {@code 0-19}
 * @param folder where its files go
 * @param traces folder of the real traces, null for none
 * @param threads runs at a time, null for one per core
 * @param bounds which lower bounds to add
 */
public record ExperimentSettings(
        String experiment,
        List<String> policies,
        String seeds,
        Path folder,
        Path traces,
        Integer threads,
        BoundChoice bounds) {

    private static final String DEFAULT_SEEDS = "0-19";

    /**
     * What was asked for.
     *
     * @param command the command line, for people
     * @param version of this product
     * @param reservations whether places are kept for tasks that fit nowhere
     * @throws InvalidExperimentException naming an option that makes no sense
     */
    public ExperimentRequest request(String command, String version, boolean reservations) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new InvalidExperimentException(
                    "--threads is %d, expected a number from 1 to 1024".formatted(threads));
        }
        return new ExperimentRequest(
                experiment,
                policies == null ? PolicySelection.usual(experiment) : policies,
                SeedList.parse(usualSeeds()),
                usualFolder(),
                traces,
                threads == null ? cores : threads,
                bounds,
                command,
                version,
                reservations);
    }

    /** True if this is about controllers of shares and batches, not about placement. */
    public boolean isBatchTuning() {
        return TuningEvaluation.NAME.equals(experiment);
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
        if (folder == null && !isBatchTuning()) {
            throw new InvalidExperimentException(
                    "--out is missing, expected a folder for the figures of " + experiment);
        }
        return folder == null ? TuningEvaluation.DEFAULT_FOLDER : folder;
    }
}
