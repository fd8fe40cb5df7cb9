package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Makes up tasks for a site, at a load of its bottleneck. */
public final class TaskDraw {

    /** Part of the time between two spikes for which one lasts. */
    private static final double SPIKE_PART = 0.03;

    private final SplittableRandom random;

    public TaskDraw(SplittableRandom random) {
        this.random = random;
    }

    /**
     * Draws a workload.
     *
     * @param tasks how many
     * @param load work of all tasks over what the bottleneck can do until the last arrival
     */
    public Workload draw(
            String name, Catalogue catalogue, int tasks, double load, TaskPattern pattern) {
        List<String> names = List.copyOf(catalogue.classes().keySet());
        double[] weights = weights(names.size(), pattern.weight());
        double[] later = weights(names.size(), pattern.laterWeight());
        List<String> drawn = new ArrayList<>();
        double[] scales = new double[tasks];
        Map<String, Double> work = new TreeMap<>();
        for (int i = 0; i < tasks; i++) {
            drawn.add(names.get(pick(2 * i < tasks ? weights : later)));
            scales[i] = Math.rint(1e4 * Math.max(0.01, pattern.scale().getAsDouble())) / 1e4;
            work.merge(drawn.get(i), scales[i], Double::sum);
        }
        double burstiness =
                random.nextInt(2) == 0 ? 0 : 0.5 * Math.exp(random.nextDouble() * Math.log(5));
        double busyMillis =
                FluidLoad.bottleneckMillis(catalogue.nodes(), catalogue.classes(), work);
        double horizonMillis = Math.max(tasks, busyMillis / load);
        long[] arrivals =
                pattern.spikes() > 0
                        ? spikes(tasks, horizonMillis, pattern.spikes())
                        : arrivals(tasks, horizonMillis, burstiness);
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            messages.add(task(i, arrivals[i], drawn.get(i), scales[i]));
        }
        return Workload.of(name, catalogue, messages);
    }

    private static double[] weights(int size, IntToDoubleFunction weight) {
        double[] weights = new double[size];
        Arrays.setAll(weights, weight::applyAsDouble);
        return weights;
    }

    private int pick(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        int index = 0;
        while (index < weights.length - 1 && left >= weights[index]) {
            left -= weights[index++];
        }
        return index;
    }

    /** Poisson arrivals, at a rate that changes now and then by log-normal factors. */
    private long[] arrivals(int tasks, double horizonMillis, double burstiness) {
        double[] at = new double[tasks];
        double now = 0;
        double rate = 1;
        for (int i = 0; i < tasks; i++) {
            if (burstiness > 0 && random.nextInt(40) == 0) {
                rate = Math.exp(burstiness * random.nextGaussian());
            }
            now -= Math.log(1 - random.nextDouble()) / rate;
            at[i] = now;
        }
        long[] millis = new long[tasks];
        for (int i = 0; i < tasks; i++) {
            millis[i] = Math.round(at[i] / now * horizonMillis);
        }
        return millis;
    }

    private long[] spikes(int tasks, double horizonMillis, int spikes) {
        double apart = horizonMillis / spikes;
        long[] millis = new long[tasks];
        for (int i = 0; i < tasks; i++) {
            double begin = random.nextInt(spikes) * apart;
            millis[i] = Math.round(begin + random.nextDouble() * SPIKE_PART * apart);
        }
        Arrays.sort(millis);
        return millis;
    }

    private static TaskMessage task(int number, long atMillis, String name, double scale) {
        return TaskMessage.of(
                new TaskSubmitted(
                        "t-%06d".formatted(number),
                        atMillis,
                        name,
                        0,
                        scale,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null));
    }
}
