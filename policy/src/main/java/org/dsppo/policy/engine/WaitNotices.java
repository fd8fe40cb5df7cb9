package org.dsppo.policy.engine;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * WAIT records: one when a task first waits and when its reason changes, at most one per task and
 * notice interval. The reason is the same for a whole group, so it is worked out once per group and
 * round.
 */
final class WaitNotices {

    private final CellState state;
    private final Decisions decisions;

    /** Why tasks are kept aside that were told something else a moment ago. */
    private final Map<LiveTask, WaitReason> untold = new LinkedHashMap<>();

    private long reviewedAtMillis;

    WaitNotices(CellState state, Decisions decisions) {
        this.state = state;
        this.decisions = decisions;
    }

    private boolean silent() {
        return state.options.waitNoticeMillis() <= 0;
    }

    /** First notices of the tasks that joined the queue and were left there. */
    void firstNotices(List<LiveTask> joined, long nowMillis) {
        if (silent()) {
            return;
        }
        Map<QueueGroup, WaitReason> reasons = new HashMap<>();
        for (LiveTask task : joined) {
            if (task.waiting() && task.queued) {
                notice(
                        task,
                        reasons.computeIfAbsent(task.group, group -> reason(group, nowMillis)),
                        nowMillis);
            }
        }
    }

    /** Says that a task is not tried again at once. */
    void pausing(LiveTask task, String why, long pauseMillis, long nowMillis) {
        if (!silent()) {
            String text =
                    "attempt %d %s; tried again in %s s"
                            .formatted(
                                    task.attempt - 1,
                                    why,
                                    BigDecimal.valueOf(pauseMillis, 3)
                                            .stripTrailingZeros()
                                            .toPlainString());
            notice(
                    task,
                    new WaitReason("pausing after attempt " + (task.attempt - 1), text),
                    nowMillis);
        }
    }

    /** Says that a task waits for something that the catalogue does not have now. */
    void aside(LiveTask task, String refusal, long nowMillis) {
        if (!silent()) {
            String text = refusal + "; kept in case the catalogue brings it";
            WaitReason reason = new WaitReason(text, text);
            if (isRecent(task, nowMillis)) {
                untold.put(task, reason);
            } else {
                notice(task, reason, nowMillis);
            }
        }
    }

    /** When reasons should be looked at again. */
    long nextReviewMillis() {
        return silent() || state.queue.size() == 0 && untold.isEmpty()
                ? Long.MAX_VALUE
                : reviewedAtMillis + state.options.waitNoticeMillis();
    }

    /** Notices of tasks whose reason has changed. */
    void review(long nowMillis) {
        if (nowMillis < nextReviewMillis()) {
            return;
        }
        reviewedAtMillis = nowMillis;
        for (QueueGroup group : state.queue.groups()) {
            WaitReason reason = reason(group, nowMillis);
            for (LiveTask task : group.inOrder()) {
                boolean due = nowMillis >= task.noticedAtMillis + state.options.waitNoticeMillis();
                if (due) {
                    notice(task, reason, nowMillis);
                }
            }
        }
        untold.entrySet().removeIf(each -> isSettled(each.getKey(), each.getValue(), nowMillis));
    }

    /** Says of a task why it is kept aside if it still is and that is due. */
    private boolean isSettled(LiveTask task, WaitReason reason, long nowMillis) {
        boolean aside = task.waiting() && task.asideUntilMillis > 0;
        if (aside && isRecent(task, nowMillis)) {
            return false;
        }
        if (aside) {
            notice(task, reason, nowMillis);
        }
        return true;
    }

    private boolean isRecent(LiveTask task, long nowMillis) {
        return task.notice != null
                && nowMillis < task.noticedAtMillis + state.options.waitNoticeMillis();
    }

    private void notice(LiveTask task, WaitReason reason, long nowMillis) {
        if (!isRecent(task, nowMillis) && !reason.kind().equals(task.notice)) {
            task.notice = reason.kind();
            task.noticedAtMillis = nowMillis;
            state.save(task);
            decisions.waiting(task, reason.text(), nowMillis);
        }
    }

    private WaitReason reason(QueueGroup group, long nowMillis) {
        return WaitReason.of(state, group.head(), nowMillis);
    }
}
