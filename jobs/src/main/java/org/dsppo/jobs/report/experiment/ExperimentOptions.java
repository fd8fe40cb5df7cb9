package org.dsppo.jobs.report.experiment;

import java.nio.file.Path;
import java.util.List;
import org.dsppo.policy.lab.evaluation.SiteComparison;
import picocli.CommandLine.Option;

/**
 * The options of {@code dsppo evaluate} for many runs: over a named experiment, or on a site's own
 * cluster and tasks. An argument group.
 */
public final class ExperimentOptions {
    private static final String DEFAULT_SEEDS = "0-19";

    /** Stands for arrivals as they were recorded. */
    public static final String RECORDED = "recorded";

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
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
                "The same as --policy: policies with their options; 'learned' are ds-ppo, dqn and"
                        + " reinforce, 'baselines' all others but the metaheuristics, 'heuristics' or"
                        + " 'all' every heuristic with every cap on run times.",
                "Default: ds-ppo,baselines, and with s-p-gwo and sigmoid-pso for the paper's"
                        + " queues; all controllers for batch-tuning"
            })
    private List<String> policies;

    @Option(
            names = "--seeds",
            paramLabel = "SEEDS",
            description = {
                "Seeds such as 0-19 or 1,5,9. Default: 0-19; 0-15 for batch-tuning, 0 for the"
                        + " twenty instances of small-exact, 0-9 for your own tasks.",
                "Of your own tasks or --trace, each seed is another sample of the recorded arrivals:"
                        + " windows of them, drawn with replacement, so that bursts, class mix and"
                        + " run-time scales stay. 'recorded', or a single seed, takes them as they"
                        + " are. A recipe makes another sample for each seed."
            })
    private String seeds;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description =
                    "Length of the windows that recorded arrivals are resampled in. Longer ones keep"
                            + " longer bursts whole, shorter ones vary more. Default: a twentieth of"
                            + " the recording")
    private Double windowSeconds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of results.csv, results.json and report.html. One that holds the same"
                            + " experiment is gone on with. Needed for --experiment, except for"
                            + " batch-tuning: out/batch-tuning. For your own tasks by default"
                            + " out/comparison-DIGEST, a folder for each cluster and tasks.")
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
            description = {
                "Lower bounds to compare with: lb0 is the mean of the least run times, lp also"
                        + " solves the capacity-aware linear program on the first seed of each"
                        + " instance.",
                "Default: lp; none for your own tasks"
            })
    private BoundChoice bounds;

    /**
     * A named experiment as it was asked for.
     *
     * @param policies policies and groups as typed, null for the usual ones
     * @param command the command line, for people
     * @param version of this product
     * @throws InvalidExperimentException naming an option that makes no sense
     */
    public ExperimentRequest request(List<String> policies, String command, String version) {
        if (windowSeconds != null) {
            throw new InvalidExperimentException(
                    "--window is %s, expected it without --experiment".formatted(windowSeconds));
        }
        return request(
                experiment,
                policies,
                SeedList.parse(seeds()),
                folder(),
                bounds == null ? BoundChoice.LP : bounds,
                command,
                version);
    }

    /**
     * A comparison on a site's own tasks as it was asked for.
     *
     * @param site what is compared on
     * @param policies policies and groups as typed, null for the usual ones
     * @param command the command line, for people
     * @param version of this product
     * @throws InvalidExperimentException naming an option that makes no sense
     */
    public ExperimentRequest request(
            OwnSite site, List<String> policies, String command, String version) {
        if (traces != null) {
            throw new InvalidExperimentException(
                    "--traces is %s, expected it with --experiment only".formatted(traces));
        }
        return request(
                SiteComparison.NAME,
                policies,
                site.seeds(),
                folder == null ? site.usualFolder() : folder,
                bounds == null ? BoundChoice.NONE : bounds,
                command,
                version);
    }

    private ExperimentRequest request(
            String name,
            List<String> chosen,
            List<Long> seedList,
            Path out,
            BoundChoice wanted,
            String command,
            String version) {
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
                version);
    }

    /** True if an experiment is named; false for a site's own cluster and tasks. */
    public boolean isNamed() {
        return experiment != null;
    }

    /** True if this is about controllers of shares and batches, not about placement. */
    public boolean isBatchTuning() {
        return TuningEvaluation.NAME.equals(experiment);
    }

    /** Policies and groups as typed; null if none were. */
    public List<String> policies() {
        return policies;
    }

    /** Seeds as typed; null if none were. */
    public String typedSeeds() {
        return seeds;
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
