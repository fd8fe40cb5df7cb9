package org.dsppo.policy.lab.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Notices times that were probably given in seconds: taken as milliseconds, the tasks arrive many
 * times faster than the site could ever run them; taken as seconds, they would be a usual load.
 */
final class SecondsSuspicion {

    /** Fewer distinct times say nothing about a rate. */
    private static final int TIMES = 5;

    private static final double HOPELESS = 30;
    private static final double USUAL_LEAST = 0.03;
    private static final double USUAL_MOST = 3;

    private final String source;
    private final Catalogue catalogue;

    SecondsSuspicion(String source, Catalogue catalogue) {
        this.source = source;
        this.catalogue = catalogue;
    }

    void report(List<TaskMessage> byTime, Consumer<String> warnings) {
        List<TaskSubmitted> tasks =
                byTime.stream()
                        .map(TaskMessage::submitted)
                        .filter(task -> task != null && task.strategies() == null)
                        .filter(task -> catalogue.classes().containsKey(task.taskClass()))
                        .toList();
        if (tasks.stream().mapToLong(TaskSubmitted::submittedAtMillis).distinct().count() < TIMES) {
            return;
        }
        long span =
                tasks.get(tasks.size() - 1).submittedAtMillis() - tasks.get(0).submittedAtMillis();
        Map<String, Double> work = new TreeMap<>();
        tasks.forEach(task -> work.merge(task.taskClass(), task.runtimeScale(), Double::sum));
        double load =
                FluidLoad.bottleneckMillis(catalogue.nodes(), catalogue.classes(), work) / span;
        if (load >= HOPELESS && load / 1000 >= USUAL_LEAST && load / 1000 <= USUAL_MOST) {
            warnings.accept(
                    ("%s: submittedAtMillis may be in seconds: as milliseconds, %d tasks arrive within %.3f s,"
                                    + " %.0f times faster than the nodes can run them; if seconds are meant,"
                                    + " give milliseconds")
                            .formatted(source, tasks.size(), span / 1000.0, load));
        }
    }
}
