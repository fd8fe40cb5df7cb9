package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * How completion is spread over the finished tasks of a run, and over their classes.
 *
 * @param completionQuantilesMillis at {@link Quantiles#LEVELS}
 * @param classes the most frequent classes, by falling number of finished tasks
 */
public record RunDistribution(double[] completionQuantilesMillis, List<ClassFigures> classes) {

    private static final String OWN_STRATEGIES = "own strategies";
    private static final int MOST_CLASSES = 40;

    /**
     * The finished tasks of one class.
     *
     * @param taskClass name of the class
     * @param finished their number
     * @param averageCompletionMillis mean of end minus submission
     * @param averageWaitingMillis mean of start minus submission
     * @param p95CompletionMillis 95th percentile of completion, nearest rank
     */
    public record ClassFigures(
            String taskClass,
            int finished,
            double averageCompletionMillis,
            double averageWaitingMillis,
            double p95CompletionMillis) {}

    /** One finished task. */
    private record Finished(double completionMillis, double waitingMillis) {}

    /** Adds a run up. */
    static RunDistribution of(ExecutedRun run) {
        Map<String, List<Finished>> byClass = new TreeMap<>();
        for (ExecutedDecision executed : run.decisions()) {
            TaskSubmitted task = run.tasks().submission(executed.decision().taskId());
            if (executed.outcome() == AttemptOutcome.FINISHED && task != null) {
                String name = task.taskClass() == null ? OWN_STRATEGIES : task.taskClass();
                double submitted = task.submittedAtMillis();
                byClass.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(
                                new Finished(
                                        executed.finishedAtMillis() - submitted,
                                        executed.startedAtMillis() - submitted));
            }
        }
        List<ClassFigures> classes =
                byClass.entrySet().stream()
                        .map(each -> figures(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparingInt(ClassFigures::finished).reversed())
                        .limit(MOST_CLASSES)
                        .toList();
        double[] all = completions(byClass.values().stream().flatMap(List::stream).toList());
        return new RunDistribution(Quantiles.of(all), classes);
    }

    private static ClassFigures figures(String taskClass, List<Finished> tasks) {
        double[] completions = completions(tasks);
        return new ClassFigures(
                taskClass,
                tasks.size(),
                Arrays.stream(completions).average().orElseThrow(),
                tasks.stream().mapToDouble(Finished::waitingMillis).average().orElseThrow(),
                Quantiles.nearestRank(completions, 0.95));
    }

    private static double[] completions(List<Finished> tasks) {
        return tasks.stream().mapToDouble(Finished::completionMillis).sorted().toArray();
    }
}
