package org.dsppo.policy.lab.simulation;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * The simulator's count of time. A tick is a microsecond; where run times are so long that
 * microseconds could run out, a millisecond.
 */
final class VirtualTime {

    /** Of no time at all. */
    static final long NEVER = Long.MAX_VALUE;

    /** Half of what a long holds, so that sums of two times cannot overflow. */
    private static final long LAST_TICK = Long.MAX_VALUE / 2;

    /** Room for run times that turn out longer than estimated, and for repeated attempts. */
    private static final double ROOM = 100;

    private final long ticksPerMilli;

    private VirtualTime(long ticksPerMilli) {
        this.ticksPerMilli = ticksPerMilli;
    }

    /** Counts what a workload may take, one task after the other. */
    static VirtualTime of(Workload workload) {
        double lastMillis = 0;
        double workMillis = 0;
        for (TaskMessage message : workload.tasks()) {
            lastMillis = Math.max(lastMillis, message.atMillis());
            if (message.submitted() != null) {
                workMillis += longestMillis(message.submitted(), workload.catalogue().classes());
            }
        }
        double micros = 1000 * (lastMillis + ROOM * workMillis);
        return new VirtualTime(micros < LAST_TICK ? 1000 : 1);
    }

    private static double longestMillis(
            TaskSubmitted task, Map<String, List<ExecutionStrategy>> classes) {
        List<ExecutionStrategy> strategies =
                task.strategies() != null
                        ? task.strategies()
                        : classes.getOrDefault(task.taskClass(), List.of());
        double longest = 0;
        for (ExecutionStrategy strategy : strategies) {
            longest = Math.max(longest, strategy.runtimeMillis());
        }
        return longest * task.runtimeScale();
    }

    /** The tick at which a millisecond begins; {@link #NEVER} if it is not counted any more. */
    long tick(long millis) {
        return millis > LAST_TICK / ticksPerMilli ? NEVER : millis * ticksPerMilli;
    }

    /** The millisecond that a tick is in. */
    long millis(long tick) {
        return ticksPerMilli == 1 ? tick : Math.floorDiv(tick, 1000L);
    }

    double exactMillis(long tick) {
        return tick / (double) ticksPerMilli;
    }

    /**
     * The tick a while after another, by one tick at least.
     *
     * @throws IllegalStateException if that is too far away to be counted
     */
    long after(long tick, double millis, String what) {
        return tick + Math.max(1, length(tick, millis, what));
    }

    /** The same for a while that may be none. */
    long afterOrAt(long tick, long millis, String what) {
        return tick + length(tick, millis, what);
    }

    private long length(long tick, double millis, String what) {
        double ticks = millis * ticksPerMilli;
        if (!(ticks <= LAST_TICK - tick)) {
            throw new IllegalStateException(
                    "%s would end %.3g ms after the start, expected at most %.3g: the simulator counts no further"
                            .formatted(what, exactMillis(tick) + millis, exactMillis(LAST_TICK)));
        }
        return Math.round(ticks);
    }
}
