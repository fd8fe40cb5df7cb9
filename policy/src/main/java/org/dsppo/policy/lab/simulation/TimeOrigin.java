package org.dsppo.policy.lab.simulation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;

/**
 * Moves times that count from another origin, such as 1970 or the middle of a longer recording, so
 * that the first is 0: a run begins at 0, and idle hours before its first task would count as idle.
 */
public final class TimeOrigin {

    /** No trace begins with so long a silence of its own. */
    private static final long FAR_MILLIS = 3_600_000;

    /** 2001-09-09: from here on a time reads as one of our days. */
    private static final long EPOCH_MILLIS = 1_000_000_000_000L;

    private static final long EPOCH_SECONDS = EPOCH_MILLIS / 1000;

    private final String source;
    private final Consumer<String> notes;

    /** True of a first time that cannot count from the start of a trace. */
    public static boolean isFar(long firstMillis) {
        return firstMillis >= FAR_MILLIS;
    }

    /**
     * @param source where the times are from, to begin a note with
     * @param notes is given a line if times are moved
     */
    TimeOrigin(String source, Consumer<String> notes) {
        this.source = source;
        this.notes = notes;
    }

    private long offsetMillis(long firstMillis) {
        if (!isFar(firstMillis)) {
            return 0;
        }
        notes.accept(
                "%s: times begin at %d ms%s; they are rebased, the first to 0"
                        .formatted(source, firstMillis, meaning(firstMillis)));
        return firstMillis;
    }

    private static String meaning(long firstMillis) {
        if (firstMillis >= EPOCH_MILLIS) {
            return " (" + day(Instant.ofEpochMilli(firstMillis)) + ")";
        }
        if (firstMillis >= EPOCH_SECONDS && firstMillis < 10 * EPOCH_SECONDS) {
            return ", which as seconds would be "
                    + day(Instant.ofEpochSecond(firstMillis))
                    + ": if seconds are meant, give milliseconds";
        }
        return "";
    }

    private static String day(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    List<TaskMessage> rebased(List<TaskMessage> byTime) {
        long offset = byTime.isEmpty() ? 0 : offsetMillis(byTime.get(0).atMillis());
        return offset == 0
                ? byTime
                : byTime.stream().map(message -> moved(message, offset)).toList();
    }

    private static TaskMessage moved(TaskMessage message, long offset) {
        long at = message.atMillis() - offset;
        return message.submitted() != null
                ? TaskMessage.of(message.submitted().submittedAt(at))
                : TaskMessage.of(
                        new TaskCancelled(
                                message.cancelled().taskId(), at, message.cancelled().cell()));
    }
}
