package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.simulation.FluidLoad;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Samples of a site's own tasks for tuning: as recorded, and varied around that in load, mix and
 * bursts, so that a policy is not tuned to the one load at which tasks happened to be recorded.
 * Three in ten tasks are held out: they never appear in tuning, only in {@link #heldOut}.
 */
public final class SiteSamples {

    private static final double JITTER = 0.02;
    private static final int MOST_TASKS = 600;
    private static final int FEWEST_TASKS = 20;

    /** How far the weights of classes are varied, as the deviation of their logarithm. */
    private static final double MIX = 0.4;

    /** One sample in so many comes in bursts. */
    private static final int BURSTS = 4;

    /** Part of the time between two bursts for which one lasts. */
    private static final double BURST_PART = 0.1;

    private final Workload site;
    private final List<TaskSubmitted> tuning = new ArrayList<>();
    private final List<TaskSubmitted> heldOut = new ArrayList<>();
    private final long[] arrivals;

    /** Loads that are varied within; none for as recorded. */
    private enum Band {
        LIGHT(0.3, 0.65),
        HEAVY(0.65, 1),
        OVER(1, 1.5),
        RECORDED(0, 0);

        private final double least;
        private final double most;

        Band(double least, double most) {
            this.least = least;
            this.most = most;
        }

        String text() {
            return this == RECORDED ? "as recorded" : "load %s to %s".formatted(least, most);
        }
    }

    /**
     * @param site the site's catalogue and recorded tasks
     * @throws IllegalArgumentException if there are too few tasks to hold some out
     */
    public SiteSamples(Workload site) {
        this.site = site;
        List<TaskSubmitted> submitted =
                site.tasks().stream()
                        .map(TaskMessage::submitted)
                        .filter(task -> task != null)
                        .toList();
        if (submitted.size() < FEWEST_TASKS) {
            throw new IllegalArgumentException(
                    "tasks are %d, expected at least %d to tune on"
                            .formatted(submitted.size(), FEWEST_TASKS));
        }
        this.arrivals = submitted.stream().mapToLong(TaskSubmitted::submittedAtMillis).toArray();
        for (int i = 0; i < submitted.size(); i++) {
            (i % 10 == 2 || i % 10 == 5 || i % 10 == 9 ? heldOut : tuning).add(submitted.get(i));
        }
    }

    /** What to tune on, a family for each range of loads; all heuristics are to be beaten. */
    public List<TrainingFamily> tuning() {
        return families(tuning);
    }

    /** What to judge by: the same with tasks that tuning never saw. */
    public List<TrainingFamily> heldOut() {
        return families(heldOut);
    }

    private List<TrainingFamily> families(List<TaskSubmitted> pool) {
        List<TrainingFamily> families = new ArrayList<>();
        for (Band band : Band.values()) {
            families.add(
                    new TrainingFamily(
                            band.text(),
                            -0.5,
                            1,
                            true,
                            List.of(),
                            seed -> sample(pool, band, seed)));
        }
        return families;
    }

    private Workload sample(List<TaskSubmitted> pool, Band band, long seed) {
        // A multiple of the generator's own step as seed would be its stream some draws later.
        SplittableRandom random = new SplittableRandom(seed * 31 + band.ordinal());
        int count = Math.min(MOST_TASKS, arrivals.length);
        int first = random.nextInt(arrivals.length - count + 1);
        List<TaskSubmitted> drawn = drawn(pool, count, band, random);
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = arrivals[first + i];
        }
        if (band != Band.RECORDED) {
            double load =
                    band.least * Math.exp(random.nextDouble() * Math.log(band.most / band.least));
            stretch(times, busyMillis(drawn) / load);
            if (random.nextInt(BURSTS) == 0) {
                crowd(times, 1 + random.nextInt(6));
            }
        }
        List<TaskMessage> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
            tasks.add(TaskMessage.of(at(drawn.get(i), i, Math.round(times[i])).scaledBy(factor)));
        }
        return new Workload(
                site.name(),
                site.catalogue(),
                tasks,
                band == Band.RECORDED ? site.outages() : List.of());
    }

    private static List<TaskSubmitted> drawn(
            List<TaskSubmitted> pool, int count, Band band, SplittableRandom random) {
        Map<String, List<TaskSubmitted>> byClass =
                pool.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TaskSubmitted::taskClass,
                                        TreeMap::new,
                                        Collectors.toList()));
        List<List<TaskSubmitted>> classes = List.copyOf(byClass.values());
        double[] upTo = new double[classes.size()];
        double total = 0;
        for (int i = 0; i < upTo.length; i++) {
            double other = band == Band.RECORDED ? 1 : Math.exp(MIX * random.nextGaussian());
            total += other * classes.get(i).size();
            upTo[i] = total;
        }
        List<TaskSubmitted> drawn = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double at = random.nextDouble() * total;
            int index = 0;
            while (index < upTo.length - 1 && at >= upTo[index]) {
                index++;
            }
            List<TaskSubmitted> own = classes.get(index);
            drawn.add(own.get(random.nextInt(own.size())));
        }
        return drawn;
    }

    /** For how long the tasks keep the busiest resource busy. */
    private double busyMillis(List<TaskSubmitted> tasks) {
        Map<String, List<ExecutionStrategy>> classes = new HashMap<>(site.catalogue().classes());
        Map<List<ExecutionStrategy>, String> named = new HashMap<>();
        Map<String, Double> work = new TreeMap<>();
        Function<TaskSubmitted, String> name =
                task ->
                        task.strategies() == null
                                ? task.taskClass()
                                : named.computeIfAbsent(
                                        task.strategies(), own -> "own-" + named.size());
        for (TaskSubmitted task : tasks) {
            String own = name.apply(task);
            if (task.strategies() != null) {
                classes.put(own, task.strategies());
            }
            if (classes.containsKey(own)) {
                work.merge(own, task.runtimeScale(), Double::sum);
            }
        }
        return Math.max(1, FluidLoad.bottleneckMillis(site.catalogue().nodes(), classes, work));
    }

    /** Lets times begin at 0 and end after a while. */
    private static void stretch(double[] times, double lastMillis) {
        double first = times[0];
        double span = Math.max(1, times[times.length - 1] - first);
        for (int i = 0; i < times.length; i++) {
            times[i] = (times[i] - first) / span * lastMillis;
        }
    }

    private static void crowd(double[] times, int bursts) {
        double apart = (times[times.length - 1] + 1) / bursts;
        for (int i = 0; i < times.length; i++) {
            double begin = Math.floor(times[i] / apart) * apart;
            times[i] = begin + BURST_PART * (times[i] - begin);
        }
    }

    private static TaskSubmitted at(TaskSubmitted task, int number, long atMillis) {
        Long deadline = task.deadlineAtMillis();
        return new TaskSubmitted(
                "t-%06d".formatted(number),
                atMillis,
                task.taskClass(),
                task.priority(),
                task.runtimeScale(),
                deadline == null ? null : deadline + atMillis - task.submittedAtMillis(),
                task.origin(),
                task.inputBytes(),
                task.cell(),
                task.tenant(),
                task.strategies());
    }
}
