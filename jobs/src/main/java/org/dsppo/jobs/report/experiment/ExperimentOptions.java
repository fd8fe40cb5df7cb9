package org.dsppo.jobs.report.experiment;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code dsppo evaluate --experiment}, as an argument group. */
public final class ExperimentOptions {
    private static final String DEFAULT_SEEDS = "0-19";

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            required = true,
            description = {
                "Compare policies over a named experiment: paper-stable, paper-high-concurrency,"
                        + " load-sweep, burst, mix-shift, noisy-runtimes, node-failures, generalise,"
                        + " elastic, small-exact, openb, azure, gavel or regret-suite, of which the last four"
                        + " need --traces; or batch-tuning, which compares controllers of shares and"
                        + " batches."
            })
    private String experiment;

    @Option(
            names = "--policies",
            paramLabel = "NAME",
            split = ",",
            description = {
                "Policies with their options; 'learned' are ds-ppo, dqn and reinforce, 'baselines'"
                        + " all others but the metaheuristics, 'heuristics' or 'all' every heuristic"
                        + " with every cap on run times.",
                "Default: ds-ppo,baselines, and with s-p-gwo and sigmoid-pso for the paper's"
                        + " queues; all controllers for batch-tuning"
            })
    private List<String> policies;

    @Option(
            names = "--seeds",
            paramLabel = "SEEDS",
            description =
                    "Seeds such as 0-19 or 1,5,9. Default: 0-19; 0-15 for batch-tuning, 0 for the"
                            + " twenty instances of small-exact")
    private String seeds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of results.csv, results.json and report.html. One that holds the same"
                            + " experiment is gone on with. Needed, except for batch-tuning:"
                            + " out/batch-tuning.")
    private Path folder;

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description = "Folder that holds openb, azure-llm-2023 and gavel.")
    private Path traces;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs at a time. Default: the number of cores")
    private Integer threads;

    @Option(
            names = "--bounds",
            paramLabel = "none|lb0|lp",
            defaultValue = "lp",
            description = {
                "Lower bounds to compare with: lb0 is the mean of the least run times, lp also"
                        + " solves the capacity-aware linear program on the first seed of each"
                        + " instance.",
                "Default: ${DEFAULT-VALUE}"
            })
    private BoundChoice bounds;

    /**
     * What was asked for.
     *
     * @param command the command line, for people
     * @param version of this product
     * @throws InvalidExperimentException naming an option that makes no sense
     */
    public ExperimentRequest request(String command, String version) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new InvalidExperimentException(
                    "--threads is %d, expected a number from 1 to 1024".formatted(threads));
        }
        return new ExperimentRequest(
                experiment,
                policies == null ? PolicySelection.usual(experiment) : policies,
                SeedList.parse(seeds()),
                folder(),
                traces,
                threads == null ? cores : threads,
                bounds,
                command,
                version);
    }

    /** True if this is about controllers of shares and batches, not about placement. */
    public boolean isBatchTuning() {
        return TuningEvaluation.NAME.equals(experiment);
    }

    private String seeds() {
        if (seeds != null) {
            return seeds;
        }
        if ("small-exact".equals(experiment)) {
            return "0";
        }
        return isBatchTuning() ? TuningEvaluation.DEFAULT_SEEDS : DEFAULT_SEEDS;
    }

    private Path folder() {
        if (folder == null && !isBatchTuning()) {
            throw new InvalidExperimentException(
                    "--out is missing, expected a folder for the figures of " + experiment);
        }
        return folder == null ? TuningEvaluation.DEFAULT_FOLDER : folder;
    }
}
