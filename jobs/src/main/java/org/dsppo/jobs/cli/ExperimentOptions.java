package org.dsppo.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import org.dsppo.jobs.report.experiment.BoundChoice;
import org.dsppo.jobs.report.experiment.ExperimentSettings;
import picocli.CommandLine.Option;

/**
 * The options of {@code dsppo evaluate} for many runs: over a named experiment, or on a site's own
 * cluster and tasks. An argument group.
 */
final class ExperimentOptions {
    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = {
                "Compare policies over a named experiment: paper-stable, paper-high-concurrency,"
                        + " load-sweep, burst, mix-shift, noisy-runtimes, node-failures, generalise,"
                        + " elastic, small-exact, openb, azure, gavel or regret-suite, of which the last four"
                        + " need --traces; batch-tuning, which compares controllers of shares and"
                        + " batches; or unseen-sites, which judges policies on made-up sites by the"
                        + " heuristic that is best on other samples of each, and unseen-noise,"
                        + " unseen-outages and unseen-transfer, the same on ten of them at load 0.9."
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
                        + " queues; all controllers for batch-tuning; ds-ppo for unseen sites,"
                        + " where heuristics are run anyway"
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
                            + " batch-tuning and unseen sites: out/NAME. For your own tasks by default"
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

    @Option(
            names = "--sites",
            paramLabel = "NUMBERS",
            description =
                    "Which of the unseen sites, such as 0-9 or 1,5,9. Default: all, 0-43 or 0-9")
    private String sites;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Folder that keeps what heuristics come to on unseen sites, by what they are"
                            + " given, so that only policies are run next time. One figure of each"
                            + " site is checked.")
    private Path cache;

    ExperimentSettings settings() {
        return new ExperimentSettings(
                experiment,
                policies,
                seeds,
                windowSeconds,
                folder,
                traces,
                threads,
                bounds,
                sites,
                cache);
    }
}
