package org.dsppo.jobs.report.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * An experiment as it was asked for.
 *
 * @param experiment its name
 * @param policies names, options and shorthands as typed
 * @param seeds seeds of the workloads, at least one
 * @param folder where its files go; one that holds the same experiment is gone on with
 * @param traces folder of the real traces, null for none
 * @param threads runs at a time
 * @param bounds which lower bounds to add
 * @param command the command line, for people
 * @param version of this product
 * @param reservations whether places are kept for tasks that fit nowhere
 */
public record ExperimentRequest(
        String experiment,
        List<String> policies,
        List<Long> seeds,
        Path folder,
        Path traces,
        int threads,
        BoundChoice bounds,
        String command,
        String version,
        boolean reservations) {}
