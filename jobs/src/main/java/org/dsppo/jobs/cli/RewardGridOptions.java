package org.dsppo.jobs.cli;

import java.nio.file.Path;
import org.dsppo.jobs.training.RewardGridSettings;
import picocli.CommandLine.Option;

/** Options of {@code dsppo train --reward-grid}. */
final class RewardGridOptions {

    @Option(
            names = "--reward-grid",
            paramLabel = "N",
            description =
                    "Train no policy, but draw reward curves of N iterations of PPO for each"
                            + " weighting of completion, waiting and utilisation on both of the paper's"
                            + " queues; --out is a page. With 15, about 20 minutes on 2 cores.")
    private Integer iterations;

    @Option(
            names = "--grid-steps",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "For --reward-grid: weights are multiples of 1/N. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--reward",
            paramLabel = "objective|paper",
            defaultValue = "objective",
            description =
                    "For --reward-grid: the objective's reward, or the paper's equations 13 to 17."
                            + " Default: ${DEFAULT-VALUE}")
    private String reward;

    boolean isAsked() {
        return iterations != null;
    }

    RewardGridSettings settings(long seed, Path file) {
        return new RewardGridSettings(iterations, steps, reward, seed, file);
    }
}
