package org.dsppo.policy.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.Strategy;

/**
 * WAIT records: one when a task first waits and when its reason changes, at most one per task and
 * notice interval. The reason is the same for a whole group, so it is worked out once per group and
 * round.
 */
final class WaitNotices {

    private final CellState state;
    private final Decisions decisions;
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
        Map<QueueGroup, String> reasons = new HashMap<>();
        for (LiveTask task : joined) {
            if (task.waiting() && task.queued) {
                notice(task, reasons.computeIfAbsent(task.group, this::reason), nowMillis);
            }
        }
    }

    /** When reasons should be looked at again. */
    long nextReviewMillis() {
        return silent() || state.queue.size() == 0
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
            String reason = reason(group);
            for (LiveTask task = group.head(); task != null; task = task.following) {
                boolean due = nowMillis >= task.noticedAtMillis + state.options.waitNoticeMillis();
                if (due) {
                    notice(task, reason, nowMillis);
                }
            }
        }
    }

    private void notice(LiveTask task, String reason, long nowMillis) {
        boolean recent =
                task.notice != null
                        && nowMillis < task.noticedAtMillis + state.options.waitNoticeMillis();
        if (!recent && !reason.equals(task.notice)) {
            task.notice = reason;
            task.noticedAtMillis = nowMillis;
            state.save(task);
            decisions.waiting(task, reason, nowMillis);
        }
    }

    /** Why the head of a group waits: what stands in the way of its fastest strategy. */
    private String reason(QueueGroup group) {
        for (Strategy strategy : group.strategies().fastestFirst()) {
            for (NodeLedger node : state.model.strategies().eligible(strategy)) {
                if (node.fits(strategy.demand())) {
                    return "held back by policy " + state.policy.name();
                }
            }
        }
        return shortage(group.strategies().fastestFirst().get(0));
    }

    private String shortage(Strategy strategy) {
        int[] lacking = new int[state.model.space().size()];
        int inService = 0;
        for (NodeLedger node : state.model.strategies().eligible(strategy)) {
            if (node.schedulable()) {
                inService++;
                for (int i = 0; i < strategy.demand().size(); i++) {
                    int kind = strategy.demand().kind(i);
                    lacking[kind] += node.free(kind) < strategy.demand().amount(i) ? 1 : 0;
                }
            }
        }
        if (inService == 0) {
            return "no node for strategy " + strategy.id() + " is in service";
        }
        int worst = 0;
        for (int kind = 1; kind < lacking.length; kind++) {
            worst = lacking[kind] > lacking[worst] ? kind : worst;
        }
        return "not enough %s free for any strategy, %s first"
                .formatted(state.model.space().name(worst), strategy.id());
    }
}
