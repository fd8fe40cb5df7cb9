package org.dsppo.jobs.training;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dsppo.jobs.console.Progress;

/** Shows how far training is, what its figures are, and how long it will take. */
final class TrainingClock {

    /** Figures of a step that are shown, with the words for them. */
    private static final Map<String, String> SHOWN = shown();

    private final long begunAtNanos;
    private final Progress progress;
    private final Map<String, Double> validation = new LinkedHashMap<>();
    private int stage = -1;
    private long doneBefore;
    private long stageBegunAtNanos;
    private long latestNanos;

    TrainingClock(Progress progress) {
        this.begunAtNanos = System.nanoTime();
        this.latestNanos = begunAtNanos;
        this.progress = progress;
    }

    private static Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("score", "score");
        shown.put("sigma", "sigma");
        shown.put("reward", "reward");
        shown.put("loss", "loss");
        shown.put("divergence", "KL");
        shown.put("clipFraction", "clipped");
        shown.put("entropy", "entropy");
        shown.put("explainedVariance", "explained variance");
        shown.put("leash", "KL to teacher");
        return shown;
    }

    void advanced(int number, String kind, long done, long steps, Map<String, Double> figures) {
        long now = System.nanoTime();
        if (number != stage) {
            stage = number;
            doneBefore = done - 1;
            stageBegunAtNanos = latestNanos;
            validation.clear();
        }
        latestNanos = now;
        if (figures.containsKey("validation")) {
            validation.clear();
            validation.putAll(figures);
        }
        double perStep = (now - stageBegunAtNanos) / 1e9 / (done - doneBefore);
        StringBuilder line =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "stage %d, %s: step %d, %.0f s",
                                number,
                                kind,
                                done,
                                (now - begunAtNanos) / 1e9));
        if (steps < Long.MAX_VALUE) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            ", %.0f s left of %d steps",
                            perStep * (steps - done),
                            steps));
        }
        SHOWN.forEach(
                (name, words) -> {
                    if (figures.containsKey(name)) {
                        line.append(
                                String.format(Locale.ROOT, ", %s %.4g", words, figures.get(name)));
                    }
                });
        line.append(validated());
        if (figures.containsKey("validation")) {
            progress.say(line.toString());
        } else {
            progress.show(line.toString());
        }
    }

    private String validated() {
        if (!validation.containsKey("validation")) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                ", validation: completion %+.2f %% to the best heuristic, score %.4g",
                100 * Math.expm1(validation.getOrDefault("validationMean", Double.NaN)),
                validation.get("validation"));
    }

    /** Figures of the latest validation, without those of the step it came with. */
    Map<String, Double> latestValidation() {
        Map<String, Double> figures = new LinkedHashMap<>(validation);
        figures.keySet().removeAll(SHOWN.keySet());
        figures.remove("logRatio");
        figures.remove("valueLoss");
        figures.remove("decisions");
        return figures;
    }
}
