package org.dsppo.policy.lab.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a generated workload looks like.
 *
 * @param tasks number of tasks
 * @param horizonMillis all arrive before this
 * @param jitter each task's run times are scaled by a factor of 1 ± jitter; 0 for as listed
 * @param spikes if positive, arrivals come in so many spikes, evenly spaced from time 0
 * @param spikeMillis length of a spike
 * @param mix weights of task classes; empty for all alike
 * @param laterMix weights in the second half of the horizon; empty for no change
 */
public record WorkloadRecipe(
        int tasks,
        long horizonMillis,
        double jitter,
        int spikes,
        long spikeMillis,
        Map<String, Double> mix,
        Map<String, Double> laterMix) {

    private static final List<String> KEYS =
            List.of("tasks", "horizon", "jitter", "spikes", "spike", "mix", "later");

    /** The paper's stable queue: 100 tasks, uniformly at random in 1000 s. */
    public static final WorkloadRecipe STABLE = uniform(100);

    /** The paper's high concurrency: 2000 tasks, uniformly at random in 1000 s. */
    public static final WorkloadRecipe HIGH_CONCURRENCY = uniform(2000);

    /** Tasks that arrive uniformly at random in 1000 s, all classes alike, run times as listed. */
    public static WorkloadRecipe uniform(int tasks) {
        return new WorkloadRecipe(tasks, 1_000_000, 0, 0, 30_000, Map.of(), Map.of());
    }

    /** The same with run times scaled by factors of 1 ± jitter. */
    public WorkloadRecipe withJitter(double jitter) {
        return new WorkloadRecipe(tasks, horizonMillis, jitter, spikes, spikeMillis, mix, laterMix);
    }

    /** The same with all arrivals in another time. */
    public WorkloadRecipe withHorizon(long horizonMillis) {
        return new WorkloadRecipe(tasks, horizonMillis, jitter, spikes, spikeMillis, mix, laterMix);
    }

    /** The same with all arrivals in spikes, evenly spaced from time 0. */
    public WorkloadRecipe withSpikes(int spikes, long spikeMillis) {
        return new WorkloadRecipe(tasks, horizonMillis, jitter, spikes, spikeMillis, mix, laterMix);
    }

    /** The same with other weights of classes in the first and second half. */
    public WorkloadRecipe withMix(Map<String, Double> mix, Map<String, Double> laterMix) {
        return new WorkloadRecipe(tasks, horizonMillis, jitter, spikes, spikeMillis, mix, laterMix);
    }

    /**
     * Reads a recipe as typed: {@code stable} or {@code high-concurrency}, followed or replaced by
     * settings separated by colons: {@code tasks=3000:horizon=1000:jitter=0.02:spikes=3:spike=30:
     * mix=ai*2+io:later=io}. Times are in seconds.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public static WorkloadRecipe parse(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        WorkloadRecipe base = HIGH_CONCURRENCY;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && KEYS.contains(parts[i].substring(0, equals))) {
                settings.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            } else if (i == 0 && parts[i].equals("stable")) {
                base = STABLE;
            } else if (i > 0 || !parts[i].equals("high-concurrency")) {
                throw new IllegalArgumentException(
                        "tasks are '%s', expected a file, stable, high-concurrency, or settings of %s"
                                .formatted(text, String.join(", ", KEYS)));
            }
        }
        return new WorkloadRecipe(
                (int) number(settings, "tasks", 1, 10_000_000, base.tasks),
                seconds(settings, "horizon", base.horizonMillis),
                number(settings, "jitter", 0, 0.99, base.jitter),
                (int) number(settings, "spikes", 0, 10_000, base.spikes),
                seconds(settings, "spike", base.spikeMillis),
                weights(settings.get("mix")),
                weights(settings.get("later")));
    }

    private static long seconds(Map<String, String> settings, String key, long otherwise) {
        return Math.round(1000 * number(settings, key, 0.001, 1e9, otherwise / 1000.0));
    }

    private static double number(
            Map<String, String> settings, String key, double least, double most, double other) {
        String value = settings.get(key);
        if (value == null) {
            return other;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same message as a number out of range.
        }
        throw new IllegalArgumentException(
                "%s is %s, expected a number from %s to %s".formatted(key, value, least, most));
    }

    private static Map<String, Double> weights(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        if (text != null) {
            for (String part : text.split("\\+")) {
                String[] nameAndWeight = part.split("\\*", 2);
                Map<String, String> setting =
                        Map.of("weight", nameAndWeight.length > 1 ? nameAndWeight[1] : "1");
                weights.put(nameAndWeight[0], number(setting, "weight", 0, 1e9, 1));
            }
        }
        return weights;
    }
}
