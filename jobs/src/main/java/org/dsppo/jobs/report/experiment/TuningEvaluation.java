package org.dsppo.jobs.report.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dsppo.policy.device.d3qn.D3qn;
import org.dsppo.policy.device.tuning.ControllerFactory;
import org.dsppo.policy.device.tuning.Scenario;
import org.dsppo.policy.device.tuning.TuningControllers;
import org.dsppo.policy.device.tuning.TuningExperiment;
import org.dsppo.policy.device.tuning.TuningRun;

/**
 * The experiment {@code batch-tuning}: controllers of shares and batches over ten scenarios, with
 * and without a pause per changed share, as a table, {@code results.json}, {@code results.csv} and
 * a page.
 */
public final class TuningEvaluation {
    /** Name of the experiment. */
    public static final String NAME = "batch-tuning";

    /** Where figures go if no folder is named. */
    public static final Path DEFAULT_FOLDER = Path.of("out", NAME);

    /** As many as the reference figures are taken over. */
    public static final String DEFAULT_SEEDS = "0-15";

    private static final List<Double> PAUSES = List.of(0.0, 0.2);
    private static final int TOLD_EVERY = 25;

    private final Clock clock;

    public TuningEvaluation(Clock clock) {
        this.clock = clock;
    }

    /** Every controller by its name. */
    static Map<String, ControllerFactory> controllers() {
        Map<String, ControllerFactory> controllers = new LinkedHashMap<>(TuningControllers.all());
        controllers.put(D3qn.NAME, D3qn.shipped());
        return controllers;
    }

    /**
     * Runs all episodes and writes the figures.
     *
     * @throws InvalidExperimentException if a controller is unknown
     * @throws IOException if the folder cannot be written
     */
    public TuningDocument run(ExperimentRequest request, Consumer<String> progress)
            throws IOException {
        long startedAt = clock.millis();
        TuningExperiment experiment =
                new TuningExperiment(
                        selected(request.policies()),
                        Scenario.all(),
                        request.seeds(),
                        PAUSES,
                        request.threads());
        Files.createDirectories(request.folder());
        List<TuningRun> runs =
                experiment.run(
                        (done, all) -> {
                            if (done % TOLD_EVERY == 0) {
                                progress.accept("%s: episode %d of %d".formatted(NAME, done, all));
                            }
                        });
        TuningDocument document =
                new TuningDocument(
                        NAME,
                        "Which controller of shares and batch sizes makes tasks of a shared device"
                                + " wait least?",
                        provenance(request, startedAt),
                        request.seeds(),
                        TuningTable.of(runs).rows());
        Path folder = request.folder();
        Files.write(folder.resolve(ExperimentEvaluation.RESULTS_CSV), csv(runs));
        Files.writeString(
                folder.resolve(ExperimentEvaluation.RESULTS_JSON), document.json() + "\n");
        Files.writeString(folder.resolve(ExperimentEvaluation.REPORT), TuningPage.render(document));
        return document;
    }

    static Map<String, ControllerFactory> selected(List<String> names) {
        Map<String, ControllerFactory> all = controllers();
        if (names.equals(List.of("baselines")) || names.equals(List.of("all"))) {
            return all;
        }
        Map<String, ControllerFactory> selected = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new InvalidExperimentException(
                        "--policies names '%s', expected of %s"
                                .formatted(name, String.join(", ", all.keySet())));
            }
            selected.put(name, all.get(name));
        }
        return selected;
    }

    private static List<String> csv(List<TuningRun> runs) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "reconfigurationSeconds,scenario,controller,seed,J,meanShare,meanDelaySeconds,lossShare,changes");
        for (TuningRun run : runs) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%d,%s,%s,%s,%s,%d",
                            run.reconfigurationSeconds(),
                            run.scenario(),
                            run.controller(),
                            run.seed(),
                            run.score().score(),
                            run.score().meanShare(),
                            run.score().meanDelaySeconds(),
                            run.score().lossShare(),
                            run.score().changes()));
        }
        return lines;
    }

    private Provenance provenance(ExperimentRequest request, long startedAt) {
        long wallMillis = clock.millis() - startedAt;
        return new Provenance(
                request.command(),
                request.version(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                request.threads(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                wallMillis,
                wallMillis);
    }
}
