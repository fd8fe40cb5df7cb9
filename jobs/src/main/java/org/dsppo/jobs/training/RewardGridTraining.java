package org.dsppo.jobs.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.ProductVersion;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.jobs.report.training.TrainingReport;
import org.dsppo.policy.training.dl4j.Nd4jProducts;
import org.dsppo.policy.training.plan.RewardGrid;

/** Figure 6 of the paper: short runs of PPO for a grid of weights of the objective. */
public final class RewardGridTraining {

    private final RewardGridSettings settings;
    private final Progress progress;

    public RewardGridTraining(RewardGridSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs the grid and writes its page.
     *
     * @param command the command line, for people
     * @return the exit code
     */
    public int run(String command, PrintWriter out, boolean json) {
        if (!List.of("objective", "paper").contains(settings.reward())) {
            throw new UserErrorException(
                    "--reward is %s, expected objective or paper".formatted(settings.reward()));
        }
        Path file = settings.file();
        long startedAtMillis = System.currentTimeMillis();
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            RewardGrid grid =
                    new RewardGrid(
                            settings.steps(),
                            settings.iterations(),
                            settings.reward().equals("paper"),
                            settings.seed());
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
                            command,
                            ProductVersion.text(),
                            Clock.systemUTC(),
                            threads,
                            startedAtMillis,
                            0));
            print(out, json, file, curves.size());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UserErrorException(
                    "--out is %s: %s".formatted(file, IoProblem.inWords(e)), e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private static void print(PrintWriter out, boolean json, Path file, int runs) {
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("report", file.toString());
            summary.put("runs", runs);
            JsonOutput.print(out, summary);
        } else {
            out.println("Report: " + file);
            out.flush();
        }
    }
}
