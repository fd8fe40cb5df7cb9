package org.dsppo.policy.lab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.dsppo.policy.lab.simulation.ArrivalBootstrap;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;

/** Experiments with one instance: a site's own nodes and arrivals. */
public final class SiteComparison {

    /** The name that such an experiment has in its files. */
    public static final String NAME = "comparison";

    private static final UnaryOperator<String> CSV_SAFE =
            text -> text.replaceAll("[^\\p{L}\\p{N}._:=+*-]+", "-");

    private SiteComparison() {}

    /** Arrivals as they were recorded, whatever the seed. */
    public static Experiment recorded(Workload workload) {
        return experiment(workload, "-recorded", "as recorded", seed -> workload);
    }

    /** A new sample of recorded arrivals for each seed. */
    public static Experiment resampled(Workload workload, ArrivalBootstrap bootstrap) {
        return experiment(
                workload,
                "",
                String.format(
                        Locale.ROOT,
                        "resampled for each seed in windows of %s s",
                        plain(bootstrap.windowMillis() / 1000.0)),
                bootstrap::sample);
    }

    /**
     * Arrivals that are made anew for each seed.
     *
     * @param first one of them, for what to call the experiment
     * @param workloads seed to workload
     */
    public static Experiment generated(Workload first, LongFunction<Workload> workloads) {
        return experiment(first, "", "made anew for each seed", workloads);
    }

    private static Experiment experiment(
            Workload workload, String suffix, String how, LongFunction<Workload> workloads) {
        long tasks =
                workload.tasks().stream().filter(message -> message.submitted() != null).count();
        long horizon = workload.tasks().stream().mapToLong(TaskMessage::atMillis).max().orElse(0);
        String name = CSV_SAFE.apply(workload.catalogue().name() + "-" + workload.name()) + suffix;
        return new Experiment(
                NAME,
                String.format(
                        Locale.ROOT,
                        "%s on %s, %,d tasks, %s",
                        workload.name(),
                        workload.catalogue().name(),
                        tasks,
                        how),
                List.of(
                        ExperimentInstance.of(
                                name,
                                name,
                                tasks,
                                "tasks in %d s"
                                        .formatted(Math.max(1, Math.round(horizon / 1000.0))),
                                workloads)),
                false);
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.3f", number).replaceAll("0+$", "");
    }
}
