package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Samples of a site's own tasks for tuning: arrival times as recorded, the tasks drawn anew. Three
 * in ten tasks are held out: they never appear in tuning, only in {@link #heldOut}.
 */
public final class SiteSamples {

    private static final double JITTER = 0.02;

    private final Workload site;
    private final List<TaskSubmitted> tuning = new ArrayList<>();
    private final List<TaskSubmitted> heldOut = new ArrayList<>();
    private final long[] arrivals;

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
        if (submitted.size() < 20) {
            throw new IllegalArgumentException(
                    "tasks are %d, expected at least 20 to tune on".formatted(submitted.size()));
        }
        this.arrivals = submitted.stream().mapToLong(TaskSubmitted::submittedAtMillis).toArray();
        for (int i = 0; i < submitted.size(); i++) {
            (i % 10 == 2 || i % 10 == 5 || i % 10 == 9 ? heldOut : tuning).add(submitted.get(i));
        }
    }

    /**
     * What to tune on.
     *
     * @param contenders heuristics to beat
     */
    public TrainingFamily family(List<String> contenders) {
        return new TrainingFamily(
                site.name(), -0.5, 1, true, contenders, seed -> sample(tuning, seed));
    }

    /**
     * What to judge by: the same arrival times with tasks that tuning never saw.
     *
     * @param contenders heuristics to compare with
     */
    public TrainingFamily heldOut(List<String> contenders) {
        return new TrainingFamily(
                site.name() + "-held-out", 0, 1, true, contenders, seed -> sample(heldOut, seed));
    }

    /**
     * The heuristics that are best on average over a few tuning samples, best first.
     *
     * @param count how many
     */
    public List<String> bestHeuristics(FamilyEvaluator evaluator, int count) {
        List<FamilyEvaluator.FamilySample> samples = new ArrayList<>();
        TrainingFamily family = family(List.of("greedy"));
        for (int i = 0; i < 3; i++) {
            samples.add(new FamilyEvaluator.FamilySample(family, -500 - i));
        }
        List<String> names =
                Baselines.allHeuristics().stream()
                        .filter(name -> !name.startsWith("gavel-max-min"))
                        .toList();
        double[][] ratios =
                evaluator.logRatios(names.stream().map(Baselines::named).toList(), samples);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(mean(ratios[a]), mean(ratios[b])));
        return order.stream().limit(count).map(names::get).toList();
    }

    private static double mean(double[] ratios) {
        return Arrays.stream(ratios).average().orElseThrow();
    }

    private Workload sample(List<TaskSubmitted> pool, long seed) {
        // A multiple of the generator's own step as seed would be its stream some draws later.
        SplittableRandom random = new SplittableRandom(seed);
        List<TaskMessage> tasks = new ArrayList<>(arrivals.length);
        for (int i = 0; i < arrivals.length; i++) {
            TaskSubmitted drawn = pool.get(random.nextInt(pool.size()));
            double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
            Long deadline = drawn.deadlineAtMillis();
            long shift = arrivals[i] - drawn.submittedAtMillis();
            tasks.add(
                    TaskMessage.of(
                            new TaskSubmitted(
                                            "t-%06d".formatted(i),
                                            arrivals[i],
                                            drawn.taskClass(),
                                            drawn.priority(),
                                            drawn.runtimeScale(),
                                            deadline == null ? null : deadline + shift,
                                            drawn.origin(),
                                            drawn.inputBytes(),
                                            drawn.cell(),
                                            drawn.tenant(),
                                            drawn.strategies())
                                    .scaledBy(factor)));
        }
        return new Workload(site.name(), site.catalogue(), tasks, site.outages());
    }
}
