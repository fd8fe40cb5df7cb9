package org.dsppo.jobs.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.device.d3qn.D3qn;
import org.dsppo.policy.device.d3qn.D3qnSettings;
import org.dsppo.policy.device.d3qn.D3qnTrainer;
import org.dsppo.policy.device.tuning.Scenario;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TuningExperiment;
import org.dsppo.policy.device.tuning.TuningRun;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.dl4j.GraphTower;

/** Trains the tuner of shares and batches, writes it and scores it on episodes it has not seen. */
public final class D3qnTraining {
    private static final double OUTPUT_SCALE = .1;
    private static final int FEWEST_STEPS = 300;

    /** Episodes of training count up from here, far from those that evaluations use. */
    private static final long FIRST_TRAINING_SEED = 1_000;

    private static final long FIRST_VALIDATION_SEED = 500_000;
    private static final int VALIDATION_SEEDS = 4;

    private final int steps;
    private final long seed;
    private final Path file;
    private final Progress progress;

    public D3qnTraining(int steps, long seed, Path file, Progress progress) {
        this.steps = steps;
        this.seed = seed;
        this.file = file;
        this.progress = progress;
    }

    public int run(PrintWriter out, boolean json) {
        if (steps < FEWEST_STEPS) {
            throw new UserErrorException(
                    "--steps is %d, expected %d or more".formatted(steps, FEWEST_STEPS));
        }
        float[] weights = train();
        try {
            D3qn.write(file, weights);
        } catch (IOException e) {
            throw new UserErrorException(
                    "--out: cannot write %s: %s".formatted(file, IoProblem.inWords(e)), e);
        }
        Map<String, Double> scores = validate(weights);
        progress.clear();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("agent", D3qn.NAME);
            fields.put("file", file.toString());
            fields.put("steps", steps);
            fields.put("seed", seed);
            fields.put("scores", scores);
            JsonOutput.print(out, fields);
        } else {
            TextTable table = new TextTable("scenario", "J");
            scores.forEach((scenario, score) -> table.row(scenario, "%.3f".formatted(score)));
            table.lines().forEach(out::println);
            out.println("Agent: " + file);
            out.flush();
        }
        return ExitCode.OK;
    }

    private float[] train() {
        TunedDevice device = TunedDevice.reference();
        PerceptronShape shape = D3qn.shape(device);
        float[] initial = shape.initialWeights(new SplittableRandom(seed), OUTPUT_SCALE);
        try (DenseTower network = GraphTower.dueling(shape, initial)) {
            return new D3qnTrainer(device, D3qnSettings.forSteps(steps), network, seed)
                    .train(steps, FIRST_TRAINING_SEED * seed, progress::show);
        }
    }

    private Map<String, Double> validate(float[] weights) {
        List<Long> seeds =
                LongStream.range(0, VALIDATION_SEEDS)
                        .mapToObj(at -> FIRST_VALIDATION_SEED + at)
                        .toList();
        List<TuningRun> runs =
                new TuningExperiment(
                                Map.of(D3qn.NAME, D3qn.acting(weights)),
                                Scenario.all(),
                                seeds,
                                List.of(0.0),
                                1)
                        .run((done, all) -> {});
        Map<String, Double> scores = new LinkedHashMap<>();
        for (TuningRun run : runs) {
            scores.merge(run.scenario(), run.score().score() / seeds.size(), Double::sum);
        }
        return scores;
    }
}
