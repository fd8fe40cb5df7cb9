package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dsppo.policy.device.tuning.TuningControllers;
import org.dsppo.policy.device.tuning.TuningRun;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/**
 * Figures of a batch-tuning experiment by pause, scenario and controller.
 *
 * @param rows in the order of the experiment
 */
record TuningTable(List<Row> rows) {

    /**
     * One controller on one scenario.
     *
     * @param reconfigurationSeconds pause of a class whose share changes
     * @param score J over the seeds; lower is better
     * @param againstJump paired J / J of the model-based jump − 1, in the same pause
     * @param againstJumpWithHysteresis the same for the jump with 10 % hysteresis
     * @param againstStatic the same for the best static configuration, which at constant rates is
     *     the optimum of the grid
     * @param againstClairvoyant the same for the clairvoyant
     * @param meanDelayMillis of accepted tasks
     * @param lossShare of all tasks
     * @param meanShare of the device taken
     * @param changes steps of an episode that changed some share
     */
    record Row(
            double reconfigurationSeconds,
            String scenario,
            String controller,
            ConfidenceInterval score,
            ConfidenceInterval againstJump,
            ConfidenceInterval againstJumpWithHysteresis,
            ConfidenceInterval againstStatic,
            ConfidenceInterval againstClairvoyant,
            double meanDelayMillis,
            double lossShare,
            double meanShare,
            double changes) {}

    private record RunKey(double pause, String scenario, String controller) {}

    static TuningTable of(List<TuningRun> runs) {
        Map<RunKey, List<TuningRun>> byKey = new LinkedHashMap<>();
        for (TuningRun run : runs) {
            byKey.computeIfAbsent(
                            new RunKey(
                                    run.reconfigurationSeconds(), run.scenario(), run.controller()),
                            key -> new ArrayList<>())
                    .add(run);
        }
        return new TuningTable(
                byKey.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue(), byKey))
                        .toList());
    }

    private static Row row(RunKey key, List<TuningRun> runs, Map<RunKey, List<TuningRun>> byKey) {
        return new Row(
                key.pause(),
                key.scenario(),
                key.controller(),
                ConfidenceInterval.of(scores(runs)),
                against(TuningControllers.MODEL_JUMP, key, runs, byKey),
                against(TuningControllers.MODEL_JUMP_HYSTERESIS, key, runs, byKey),
                against(TuningControllers.BEST_STATIC, key, runs, byKey),
                against(TuningControllers.CLAIRVOYANT, key, runs, byKey),
                1000 * mean(runs, run -> run.score().meanDelaySeconds()),
                mean(runs, run -> run.score().lossShare()),
                mean(runs, run -> run.score().meanShare()),
                mean(runs, run -> run.score().changes()));
    }

    private static ConfidenceInterval against(
            String reference,
            RunKey key,
            List<TuningRun> runs,
            Map<RunKey, List<TuningRun>> byKey) {
        List<TuningRun> other = byKey.get(new RunKey(key.pause(), key.scenario(), reference));
        return other == null ? null : ConfidenceInterval.ofPairedRatio(scores(runs), scores(other));
    }

    private static double[] scores(List<TuningRun> runs) {
        return runs.stream().mapToDouble(run -> run.score().score()).toArray();
    }

    private static double mean(List<TuningRun> runs, ToDoubleFunction<TuningRun> figure) {
        return runs.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Mean J of a controller on a scenario, NaN if it was not run. */
    double score(double pause, String scenario, String controller) {
        return rows.stream()
                .filter(
                        row ->
                                row.reconfigurationSeconds() == pause
                                        && row.scenario().equals(scenario)
                                        && row.controller().equals(controller))
                .mapToDouble(row -> row.score().mean())
                .findFirst()
                .orElse(Double.NaN);
    }

    List<Double> pauses() {
        return rows.stream().map(Row::reconfigurationSeconds).distinct().toList();
    }

    List<String> scenarios() {
        return rows.stream().map(Row::scenario).distinct().toList();
    }

    List<String> controllers() {
        return rows.stream().map(Row::controller).distinct().toList();
    }
}
