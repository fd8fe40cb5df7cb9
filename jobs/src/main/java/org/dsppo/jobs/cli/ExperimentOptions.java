package org.dsppo.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import org.dsppo.jobs.report.experiment.BoundChoice;
import org.dsppo.jobs.report.experiment.ExperimentSettings;
import picocli.CommandLine.Option;

/** The options of {@code dsppo evaluate --experiment}, as an argument group. */
final class ExperimentOptions {
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

    ExperimentSettings settings() {
        return new ExperimentSettings(experiment, policies, seeds, folder, traces, threads, bounds);
    }
}
