package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Makes workloads from recipes; the same seed gives the same tasks. */
public final class WorkloadGenerator {

    private final List<String> classes;
    private final WorkloadRecipe recipe;
    private final SplittableRandom random;

    private WorkloadGenerator(Catalogue catalogue, WorkloadRecipe recipe, long seed) {
        this.classes = List.copyOf(catalogue.classes().keySet());
        this.recipe = recipe;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Makes a workload.
     *
     * @throws IllegalArgumentException if the recipe names a class that the catalogue lacks
     */
    public static Workload generate(Catalogue catalogue, WorkloadRecipe recipe, long seed) {
        WorkloadGenerator generator = new WorkloadGenerator(catalogue, recipe, seed);
        String name = "%s-%d-seed%d".formatted(catalogue.name(), recipe.tasks(), seed);
        return Workload.of(name, catalogue, generator.tasks());
    }

    private List<TaskMessage> tasks() {
        double[] early = weights(recipe.mix());
        double[] late = recipe.laterMix().isEmpty() ? early : weights(recipe.laterMix());
        long[] arrivals = arrivals();
        List<TaskMessage> tasks = new ArrayList<>(arrivals.length);
        for (int i = 0; i < arrivals.length; i++) {
            boolean second = arrivals[i] >= recipe.horizonMillis() / 2;
            String taskClass = classes.get(draw(second ? late : early));
            double scale = 1 + recipe.jitter() * (2 * random.nextDouble() - 1);
            tasks.add(
                    TaskMessage.of(
                            new TaskSubmitted(
                                    "t-%06d".formatted(i),
                                    arrivals[i],
                                    taskClass,
                                    0,
                                    Math.round(scale * 1e4) / 1e4,
                                    null,
                                    null,
                                    0,
                                    null,
                                    null,
                                    null)));
        }
        return tasks;
    }

    private long[] arrivals() {
        long[] arrivals = new long[recipe.tasks()];
        for (int i = 0; i < arrivals.length; i++) {
            if (recipe.spikes() == 0) {
                arrivals[i] = random.nextLong(recipe.horizonMillis());
            } else {
                long begin = random.nextInt(recipe.spikes()) * recipe.horizonMillis();
                arrivals[i] = begin / recipe.spikes() + random.nextLong(recipe.spikeMillis());
            }
        }
        Arrays.sort(arrivals);
        return arrivals;
    }

    private double[] weights(Map<String, Double> mix) {
        for (String name : mix.keySet()) {
            if (!classes.contains(name)) {
                throw new IllegalArgumentException(
                        "mix names class %s, expected one of %s".formatted(name, classes));
            }
        }
        double[] weights = new double[classes.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = mix.isEmpty() ? 1 : mix.getOrDefault(classes.get(i), 0.0);
        }
        if (Arrays.stream(weights).sum() <= 0) {
            throw new IllegalArgumentException(
                    "mix is %s, expected a positive weight".formatted(mix));
        }
        return weights;
    }

    private int draw(double[] weights) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
