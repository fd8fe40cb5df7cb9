package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * New samples of recorded arrivals by the circular block bootstrap (Politis and Romano 1992) over
 * time.
 *
 * <p>The recording is laid on a circle whose length is its span plus one mean gap. A sample is as
 * long. It is put together from windows of equal length; each begins at a time of the recording
 * that is drawn uniformly and carries all that was submitted in it over, in order and at the same
 * distances. The last window is cut to fit. Hence
 *
 * <ul>
 *   <li>every recorded task is in a sample once on average, so that the number of tasks and the mix
 *       of classes, priorities and run-time scales are the recorded ones on average, and vary from
 *       sample to sample as they did from window to window;
 *   <li>bursts, and what comes with them, stay whole inside a window; what is longer than a window,
 *       such as a rise over the whole recording, is shuffled.
 * </ul>
 *
 * <p>Tasks keep everything but id and time; deadlines and withdrawals keep their distance from the
 * submission. Of a task that was submitted more than once, the first submission counts. Where all
 * tasks arrive in one moment there is no time to cut, and as many tasks are drawn one by one.
 */
public final class ArrivalBootstrap {

    /** Windows in the span of a recording unless another length is asked for. */
    private static final int USUAL_WINDOWS = 20;

    /** A withdrawal, told from the submission. */
    private record Withdrawal(long afterMillis, String cell) {}

    private final Workload recorded;
    private final List<TaskSubmitted> submissions;
    private final Map<String, Withdrawal> withdrawals;
    private final long firstMillis;
    private final long spanMillis;
    private final long windowMillis;

    /**
     * Samples with windows of a given length.
     *
     * @param windowMillis length of a window; 0 for a twentieth of the recording, and what exceeds
     *     the recording is taken for all of it
     * @throws IllegalArgumentException if the recording submits no task
     */
    public ArrivalBootstrap(Workload recorded, long windowMillis) {
        this.recorded = recorded;
        this.submissions = submissions(recorded.tasks());
        this.withdrawals = withdrawals(recorded.tasks(), submissions);
        int count = submissions.size();
        if (count == 0) {
            throw new IllegalArgumentException(
                    "%s submits no task, expected at least one".formatted(recorded.name()));
        }
        this.firstMillis = submissions.get(0).submittedAtMillis();
        long between = submissions.get(count - 1).submittedAtMillis() - firstMillis;
        this.spanMillis = between == 0 ? 0 : between + Math.max(1, between / (count - 1));
        long usual = Math.max(1, spanMillis / USUAL_WINDOWS);
        this.windowMillis =
                Math.min(Math.max(1, spanMillis), windowMillis > 0 ? windowMillis : usual);
    }

    private static List<TaskSubmitted> submissions(List<TaskMessage> messages) {
        Map<String, TaskSubmitted> byId = new LinkedHashMap<>();
        for (TaskMessage message : messages) {
            if (message.submitted() != null) {
                byId.putIfAbsent(message.taskId(), message.submitted());
            }
        }
        return byId.values().stream()
                .sorted(Comparator.comparingLong(TaskSubmitted::submittedAtMillis))
                .toList();
    }

    private static Map<String, Withdrawal> withdrawals(
            List<TaskMessage> messages, List<TaskSubmitted> submissions) {
        Map<String, Long> submittedAt = new HashMap<>();
        submissions.forEach(each -> submittedAt.put(each.taskId(), each.submittedAtMillis()));
        Map<String, Withdrawal> found = new HashMap<>();
        for (TaskMessage message : messages) {
            Long submitted = submittedAt.get(message.taskId());
            if (message.cancelled() != null && submitted != null) {
                found.putIfAbsent(
                        message.taskId(),
                        new Withdrawal(message.atMillis() - submitted, message.cancelled().cell()));
            }
        }
        return found;
    }

    /** Length of a window, in milliseconds. */
    public long windowMillis() {
        return windowMillis;
    }

    /** A sample with at least one task; the same seed gives the same one. */
    public Workload sample(long seed) {
        // Not multiplied by the golden ratio, by which the generator steps: neighbouring seeds
        // would
        // then share all but one of their draws.
        SplittableRandom random = new SplittableRandom(seed);
        List<TaskSubmitted> drawn = new ArrayList<>();
        while (drawn.isEmpty()) {
            draw(random, drawn);
        }
        List<TaskMessage> messages = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            TaskSubmitted task = drawn.get(i);
            String id = "t-%06d".formatted(i);
            messages.add(TaskMessage.of(task.named(id)));
            Withdrawal withdrawal = withdrawals.get(task.taskId());
            if (withdrawal != null) {
                long at = Math.max(0, task.submittedAtMillis() + withdrawal.afterMillis);
                messages.add(TaskMessage.of(new TaskCancelled(id, at, withdrawal.cell)));
            }
        }
        messages.sort(Comparator.comparingLong(TaskMessage::atMillis));
        return new Workload(recorded.name(), recorded.catalogue(), messages, recorded.outages());
    }

    private void draw(SplittableRandom random, List<TaskSubmitted> drawn) {
        if (spanMillis == 0) {
            for (int i = 0; i < submissions.size(); i++) {
                drawn.add(submissions.get(random.nextInt(submissions.size())));
            }
            return;
        }
        for (long at = 0; at < spanMillis; at += windowMillis) {
            long length = Math.min(windowMillis, spanMillis - at);
            carryOver(random.nextLong(spanMillis), length, at, drawn);
        }
    }

    /** Carries over what was submitted in a window of the circle. */
    private void carryOver(long from, long length, long to, List<TaskSubmitted> drawn) {
        int count = submissions.size();
        int first = firstFrom(from);
        for (int i = first; i < first + count; i++) {
            TaskSubmitted task = submissions.get(i % count);
            long position = task.submittedAtMillis() - firstMillis;
            long distance = position - from + (i < count ? 0 : spanMillis);
            if (distance >= length) {
                return;
            }
            drawn.add(task.submittedAt(firstMillis + to + distance));
        }
    }

    /** Index of the first submission at or after a position on the circle. */
    private int firstFrom(long position) {
        int low = 0;
        int high = submissions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (submissions.get(middle).submittedAtMillis() - firstMillis < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
