package org.dsppo.policy.lab.baseline;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;

/**
 * By rising size, within a base priority and without ageing; what does not fit steps aside.
 * Shortest job first, and smallest area first as in Grandl et al., Multi-resource packing for
 * cluster schedulers, SIGCOMM 2014.
 *
 * <p>Sizes are proportional to the run-time scale, so that a group's least-scaled task is its
 * foremost and only groups have to be compared.
 */
final class ShortestFirst implements TaskOrder {

    private static final Comparator<Foremost> ORDER =
            Comparator.comparingInt((Foremost entry) -> -entry.group.priority())
                    .thenComparingDouble(Foremost::size)
                    .thenComparingLong(entry -> entry.task.submittedAtMillis())
                    .thenComparing(entry -> entry.task.taskId());

    private final TaskSize size;
    private final Candidates candidates;

    ShortestFirst(TaskSize size, Candidates candidates) {
        this.size = size;
        this.candidates = candidates;
    }

    private record Foremost(WaitingTask task, TaskGroup group, double size) {}

    @Override
    public void decide(PlacementRound round, PlacementRule rule) {
        double[] totals = TaskSize.totals(round);
        PriorityQueue<Foremost> queue = new PriorityQueue<>(ORDER);
        for (TaskGroup group : round.groups()) {
            queue.add(foremost(group, totals));
        }
        while (!queue.isEmpty()) {
            Foremost least = queue.poll();
            Placement place = rule.choose(least.task, round);
            if (place != null) {
                round.assign(least.task, place.strategy(), place.node(), null, place.devices());
                if (least.group.size() > 0) {
                    queue.add(foremost(least.group, totals));
                }
            }
        }
    }

    private Foremost foremost(TaskGroup group, double[] totals) {
        WaitingTask task = group.leastScaled();
        return new Foremost(task, group, size.of(task, candidates, totals));
    }
}
