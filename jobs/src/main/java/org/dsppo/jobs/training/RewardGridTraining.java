package org.dsppo.jobs.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.cli.CommandText;
import org.dsppo.jobs.cli.JsonOption;
import org.dsppo.jobs.cli.VersionProvider;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.jobs.report.training.TrainingReport;
import org.dsppo.policy.training.dl4j.Nd4jProducts;
import org.dsppo.policy.training.plan.RewardGrid;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Figure 6 of the paper: short runs of PPO for a grid of weights of the objective. */
public final class RewardGridTraining {

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

    public boolean isAsked() {
        return iterations != null;
    }

    public int run(long seed, Path file, Progress progress, CommandSpec spec, JsonOption json) {
        if (!List.of("objective", "paper").contains(reward)) {
            throw new UserErrorException(
                    "--reward is %s, expected objective or paper".formatted(reward));
        }
        long startedAtMillis = System.currentTimeMillis();
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            RewardGrid grid = new RewardGrid(steps, iterations, reward.equals("paper"), seed);
            List<RewardGrid.Curve> curves =
                    grid.run(
                            Nd4jProducts::new,
                            threads,
                            (done, all) ->
                                    progress.show(
                                            "reward grid: %d of %d runs, %d s"
                                                    .formatted(
                                                            done,
                                                            all,
                                                            (System.currentTimeMillis()
                                                                            - startedAtMillis)
                                                                    / 1000)));
            progress.clear();
            TrainingReport.write(
                    file,
                    grid,
                    curves,
                    Provenance.here(
                            CommandText.of(spec),
                            VersionProvider.version(),
                            Clock.systemUTC(),
                            threads,
                            startedAtMillis,
                            0));
            print(spec, json, file, curves.size());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UserErrorException("--out %s: %s".formatted(file, e), e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private static void print(CommandSpec spec, JsonOption json, Path file, int runs) {
        if (json.isSet()) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("report", file.toString());
            summary.put("runs", runs);
            JsonOption.print(spec.commandLine().getOut(), summary);
        } else {
            spec.commandLine().getOut().println("Report: " + file);
            spec.commandLine().getOut().flush();
        }
    }
}
