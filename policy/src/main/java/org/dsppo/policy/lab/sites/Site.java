package org.dsppo.policy.lab.sites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.bound.ThroughputProgram;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A made-up site, of which there are as many samples of tasks as one likes, at any load.
 *
 * <p>The load is that of a linear program ({@link ThroughputProgram}) over the tasks of the very
 * sample: at 1, the site could just do their work in the time in which they arrive, if they could
 * be divided at will. Where the mix shifts, that is so before and after.
 */
public final class Site {

    private static final double JITTER = 0.02;
    private static final double LEAST_SCALE = 0.02;

    private final String name;
    private final SiteKind kind;
    private final ArrivalStyle arrivals;
    private final Catalogue catalogue;
    private final ThroughputProgram throughput;
    private final List<double[]> weights;
    private final double spread;
    private final int tasks;
    private final long seed;

    private record Drawn(String taskClass, long atMillis, double scale) {}

    private Site(
            String name,
            SiteKind kind,
            ArrivalStyle arrivals,
            Catalogue catalogue,
            List<double[]> weights,
            double spread,
            int tasks,
            long seed) {
        this.name = name;
        this.kind = kind;
        this.arrivals = arrivals;
        this.catalogue = catalogue;
        this.throughput = new ThroughputProgram(catalogue);
        this.weights = weights;
        this.spread = spread;
        this.tasks = tasks;
        this.seed = seed;
    }

    /**
     * Draws a site.
     *
     * @param spread true if run times differ within a class
     * @param leastTasks tasks of a sample, of which there are up to four times as many where the
     *     site needs less time for them than for a few generations of tasks
     */
    static Site draw(
            String name,
            SiteKind kind,
            ArrivalStyle arrivals,
            boolean spread,
            int leastTasks,
            long seed) {
        Dice dice = new Dice(seed);
        Catalogue catalogue = kind.draw(name, dice);
        double skew = dice.oneOf(List.of(0.0, 0.0, 0.7, 1.5, 2.5));
        List<double[]> weights = new ArrayList<>();
        for (int phase = 0; phase < arrivals.phases(); phase++) {
            weights.add(mix(catalogue.classes().size(), skew, dice));
        }
        return new Site(
                name,
                kind,
                arrivals,
                catalogue,
                weights,
                spread ? dice.uniform(0.3, kind == SiteKind.GPU_PODS ? 1.6 : 1) : 0,
                tasks(catalogue, weights.get(0), dice.ratio(8, 30), leastTasks),
                seed);
    }

    /** So many that at load 1 they arrive in about {@code generations} of their least run times. */
    private static int tasks(
            Catalogue catalogue, double[] weights, double generations, int leastTasks) {
        double total = Arrays.stream(weights).sum();
        Map<String, Double> oneTask = new LinkedHashMap<>();
        double shortest = 0;
        for (Map.Entry<String, List<ExecutionStrategy>> each : catalogue.classes().entrySet()) {
            double share = weights[oneTask.size()] / total;
            oneTask.put(each.getKey(), share);
            shortest +=
                    share
                            * each.getValue().stream()
                                    .mapToLong(ExecutionStrategy::runtimeMillis)
                                    .min()
                                    .orElseThrow();
        }
        double perTask = new ThroughputProgram(catalogue).busyMillis(oneTask);
        double wanted = generations * shortest / perTask;
        return (int) Math.min(4.0 * leastTasks, Math.max(leastTasks, wanted));
    }

    /** Weights that fall with a power of the rank, ranks in any order. */
    private static double[] mix(int classes, double skew, Dice dice) {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 1; rank <= classes; rank++) {
            ranks.add(dice.whole(0, ranks.size()), rank);
        }
        double[] weights = new double[classes];
        Arrays.setAll(weights, i -> Math.pow(ranks.get(i), -skew) * dice.lognormal(0.3));
        return weights;
    }

    /** Unique among the sites it is one of. */
    public String name() {
        return name;
    }

    public SiteKind kind() {
        return kind;
    }

    public ArrivalStyle arrivals() {
        return arrivals;
    }

    /** Nodes and classes. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Standard deviation of the logarithm of run times within a class, beside jitter of 2 %. */
    public double spread() {
        return spread;
    }

    /**
     * A sample of tasks.
     *
     * @param load of what the site carries
     * @param sample number of the sample; samples of different loads are different, too
     */
    public Workload sample(double load, int sample) {
        Dice dice = new Dice(31 * (31 * seed + Double.hashCode(load)) + sample);
        List<Drawn> drawn = new ArrayList<>();
        double begin = 0;
        for (int phase = 0; phase < weights.size(); phase++) {
            int count = tasks / weights.size();
            begin = add(drawn, begin, load, arrivals.draw(count, weights.get(phase), dice), dice);
        }
        drawn.sort(Comparator.comparingLong(Drawn::atMillis));
        List<TaskMessage> messages = new ArrayList<>(drawn.size());
        for (Drawn each : drawn) {
            messages.add(TaskMessage.of(task("t-%05d".formatted(messages.size()), each)));
        }
        return Workload.of("%s-%s-%d".formatted(name, load, sample), catalogue, messages);
    }

    /** Adds a phase and returns its end. */
    private double add(
            List<Drawn> drawn, double begin, double load, ArrivalStyle.Draft draft, Dice dice) {
        List<String> names = List.copyOf(catalogue.classes().keySet());
        double[] scales = new double[draft.classes().length];
        Map<String, Double> work = new LinkedHashMap<>();
        for (int i = 0; i < scales.length; i++) {
            double scale = dice.uniform(1 - JITTER, 1 + JITTER) * dice.lognormal(spread);
            scales[i] = Math.rint(1e4 * Math.max(LEAST_SCALE, scale)) / 1e4;
            work.merge(names.get(draft.classes()[i]), scales[i], Double::sum);
        }
        double length = throughput.busyMillis(work) / load;
        for (int i = 0; i < scales.length; i++) {
            long at = Math.round(begin + length * draft.positions()[i]);
            drawn.add(new Drawn(names.get(draft.classes()[i]), at, scales[i]));
        }
        return begin + length;
    }

    private static TaskSubmitted task(String id, Drawn each) {
        return TaskSubmitted.of(id, each.atMillis, each.taskClass).scaledBy(each.scale);
    }
}
