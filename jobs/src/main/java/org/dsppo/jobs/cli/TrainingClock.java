package org.dsppo.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows how far training is, what its figures are, and how long it will take. */
final class TrainingClock {

    private final long begunAtNanos;
    private final Progress progress;
    private final Map<String, Double> validation = new LinkedHashMap<>();
    private long firstDone = -1;
    private int stage = -1;
    private long stageBegunAtNanos;

    TrainingClock(long begunAtNanos, Progress progress) {
        this.begunAtNanos = begunAtNanos;
        this.progress = progress;
    }

    void advanced(int number, String kind, long done, long steps, Map<String, Double> figures) {
        long now = System.nanoTime();
        if (number != stage) {
            stage = number;
            firstDone = done - 1;
            stageBegunAtNanos = now;
        }
        if (figures.containsKey("validation")) {
            validation.clear();
            validation.putAll(figures);
        }
        double perStep = (now - stageBegunAtNanos) / 1e9 / Math.max(1, done - firstDone - 1);
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
        figures.forEach(
                (name, value) -> {
                    if (!name.contains("-")) {
                        line.append(String.format(Locale.ROOT, ", %s %.4g", name, value));
                    }
                });
        if (!figures.containsKey("validation") && validation.containsKey("validation")) {
            line.append(
                    String.format(Locale.ROOT, ", validation %.4g", validation.get("validation")));
        }
        if (figures.containsKey("validation")) {
            progress.say(line.toString());
        } else {
            progress.show(line.toString());
        }
    }

    /** Figures of the latest validation, without those of the step it came with. */
    Map<String, Double> latestValidation() {
        Map<String, Double> figures = new LinkedHashMap<>(validation);
        figures.remove("score");
        figures.remove("sigma");
        return figures;
    }
}
