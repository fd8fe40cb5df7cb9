package org.dsppo.policy.engine;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.schemas.summary.NodeLeftAlone;

/**
 * Which nodes are left alone because tasks fail there. A node on which several tasks failed and
 * none has ended well since gets nothing new for a while, is then tried with one task, and is left
 * alone twice as long if that fails, too. A task that ends well takes one failure back; once all
 * are taken back nothing is held against the node.
 *
 * <p>A failure speaks against the node only while the task's class fails on no other: a class that
 * has failed on two nodes since it last ended well anywhere has itself to blame.
 */
final class NodeReputations {

    /** Tasks name their classes freely: that many are remembered of a node. */
    private static final int MOST_CLASSES = 100;

    private final CellState state;
    private final Map<String, Reputation> byNode = new TreeMap<>();

    NodeReputations(CellState state) {
        this.state = state;
    }

    private static final class Reputation {
        /** Tasks that failed there and were not made up for, oldest first. */
        private final Set<String> failed = new LinkedHashSet<>();

        /** Classes that failed there and have ended well nowhere since. */
        private final Set<String> failingClasses = new LinkedHashSet<>();

        /** How often in a row the node was left alone. */
        private int level;

        /** Until when nothing is placed there, 0 when it is in use. */
        private long untilMillis;

        /** True from then until a task has ended there, one way or the other. */
        private boolean tried;

        /** The task on trial, null while none is. */
        private String trial;

        private long touchedAtMillis;

        private boolean leftAlone(long nowMillis) {
            return untilMillis > nowMillis || trial != null;
        }
    }

    /** An attempt failed on a node through its own or the node's fault. */
    void failed(LiveTask task, NodeLedger node, long nowMillis) {
        String taskClass = task.submission().taskClass();
        Reputation reputation = byNode.computeIfAbsent(node.name(), key -> new Reputation());
        reputation.failingClasses.add(taskClass);
        shorten(reputation.failingClasses, MOST_CLASSES);
        reputation.touchedAtMillis = nowMillis;
        boolean onTrial = task.taskId().equals(reputation.trial);
        reputation.trial = onTrial ? null : reputation.trial;
        if (nodesFailing(taskClass) == 1) {
            reputation.failed.add(task.taskId());
            shorten(reputation.failed, rules().leaveAloneAfter());
            if (reputation.tried || reputation.failed.size() >= rules().leaveAloneAfter()) {
                leaveAlone(reputation, node, nowMillis);
            }
        }
        update(node.name(), reputation, nowMillis);
    }

    private void leaveAlone(Reputation reputation, NodeLedger node, long nowMillis) {
        if (reputation.untilMillis > nowMillis) {
            return;
        }
        reputation.level++;
        reputation.tried = false;
        reputation.trial = null;
        reputation.untilMillis = nowMillis + rules().leaveAloneMillis(reputation.level);
        state.listener.leftAlone(leftAlone(node.name(), reputation, nowMillis));
    }

    private long nodesFailing(String taskClass) {
        return byNode.values().stream()
                .filter(each -> each.failingClasses.contains(taskClass))
                .count();
    }

    private static void shorten(Set<String> ids, int most) {
        while (ids.size() > most) {
            removeOldest(ids);
        }
    }

    private static void removeOldest(Set<String> ids) {
        Iterator<String> oldest = ids.iterator();
        if (oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** A task ended well on a node. */
    void succeeded(LiveTask task, NodeLedger node, long nowMillis) {
        if (byNode.isEmpty()) {
            return;
        }
        absolve(task.submission().taskClass());
        Reputation reputation = byNode.get(node.name());
        if (reputation == null) {
            return;
        }
        boolean wasLeftAlone = reputation.leftAlone(nowMillis);
        reputation.touchedAtMillis = nowMillis;
        reputation.untilMillis = 0;
        reputation.tried = false;
        reputation.trial = null;
        removeOldest(reputation.failed);
        if (wasLeftAlone) {
            state.listener.trusted(node.name());
        }
        update(node.name(), reputation, nowMillis);
    }

    private void absolve(String taskClass) {
        for (Map.Entry<String, Reputation> each : List.copyOf(byNode.entrySet())) {
            if (each.getValue().failingClasses.remove(taskClass)) {
                save(each.getKey(), each.getValue());
            }
        }
    }

    /** An attempt was made on a node: where one is tried, the one that is on trial. */
    void assigned(LiveTask task, NodeLedger node, long nowMillis) {
        Reputation reputation = byNode.get(node.name());
        if (reputation != null && reputation.tried && reputation.trial == null) {
            reputation.trial = task.taskId();
            reputation.touchedAtMillis = nowMillis;
            update(node.name(), reputation, nowMillis);
        }
    }

    /** An attempt ended in a way that says nothing of its node. */
    void ended(LiveTask task, NodeLedger node, long nowMillis) {
        Reputation reputation = byNode.get(node.name());
        if (reputation != null && task.taskId().equals(reputation.trial)) {
            reputation.trial = null;
            update(node.name(), reputation, nowMillis);
        }
    }

    /** Lets nodes be tried whose time is over, and forgets what is long past. */
    void advance(long nowMillis) {
        for (Map.Entry<String, Reputation> each : List.copyOf(byNode.entrySet())) {
            Reputation reputation = each.getValue();
            if (reputation.untilMillis > 0 && reputation.untilMillis <= nowMillis) {
                reputation.untilMillis = 0;
                reputation.tried = true;
                reputation.touchedAtMillis = nowMillis;
                state.listener.tried(each.getKey());
                update(each.getKey(), reputation, nowMillis);
            } else if (forgottenAtMillis(reputation) <= nowMillis) {
                forget(each.getKey());
            }
        }
    }

    long nextMillis() {
        long next = Long.MAX_VALUE;
        for (Reputation each : byNode.values()) {
            next =
                    Math.min(
                            next,
                            each.untilMillis > 0 ? each.untilMillis : forgottenAtMillis(each));
        }
        return next;
    }

    private long forgottenAtMillis(Reputation reputation) {
        return reputation.untilMillis > 0 || reputation.trial != null
                ? Long.MAX_VALUE
                : reputation.touchedAtMillis + 2 * rules().longestLeaveAloneMillis();
    }

    /** Nothing is held against a node any more. */
    void forget(String name) {
        if (byNode.remove(name) != null) {
            state.store.removeReputation(name);
            NodeLedger node = state.model == null ? null : state.model.node(name);
            if (node != null) {
                node.leaveAlone(false);
                state.changed = true;
            }
        }
    }

    boolean isEmpty() {
        return byNode.isEmpty();
    }

    /** The first nodes by name that get nothing new now. */
    List<NodeLeftAlone> leftAlone(long nowMillis, int limit) {
        return byNode.entrySet().stream()
                .filter(each -> each.getValue().leftAlone(nowMillis))
                .limit(limit)
                .map(each -> leftAlone(each.getKey(), each.getValue(), nowMillis))
                .toList();
    }

    private static NodeLeftAlone leftAlone(String name, Reputation reputation, long nowMillis) {
        long until = reputation.untilMillis;
        return new NodeLeftAlone(name, until > nowMillis ? until : null, why(reputation));
    }

    /** Why a node gets nothing new, in words; null if it does. */
    String why(NodeLedger node, long nowMillis) {
        Reputation reputation = byNode.get(node.name());
        return reputation == null || !reputation.leftAlone(nowMillis) ? null : why(reputation);
    }

    private static String why(Reputation reputation) {
        return reputation.trial == null
                ? "tasks failed there, the last ones " + String.join(", ", reputation.failed)
                : "tasks failed there; %s is tried".formatted(reputation.trial);
    }

    /** Tells the ledgers of a model that was compiled anew. */
    void applyAll(long nowMillis) {
        byNode.forEach(
                (name, reputation) -> {
                    NodeLedger node = state.model.node(name);
                    if (node != null) {
                        node.leaveAlone(reputation.leftAlone(nowMillis));
                    }
                });
    }

    /** Ends trials of tasks that are not there any more. */
    void endTrials(long nowMillis) {
        for (Map.Entry<String, Reputation> each : List.copyOf(byNode.entrySet())) {
            Reputation reputation = each.getValue();
            if (reputation.trial != null && !isOn(reputation.trial, each.getKey())) {
                reputation.trial = null;
                update(each.getKey(), reputation, nowMillis);
            }
        }
    }

    private boolean isOn(String taskId, String name) {
        LiveTask task = taskId == null ? null : state.tasks.get(taskId);
        return task != null && task.node != null && task.node.name().equals(name);
    }

    /** Takes back what was written to the store. */
    void restore(Iterable<ReputationRecord> states) {
        for (ReputationRecord each : states) {
            Reputation reputation = new Reputation();
            reputation.failed.addAll(each.failedTaskIds());
            reputation.failingClasses.addAll(each.failingClasses());
            reputation.level = each.level();
            reputation.untilMillis = each.untilMillis();
            reputation.tried = each.tried();
            reputation.trial = each.trialTaskId();
            reputation.touchedAtMillis = each.touchedAtMillis();
            byNode.put(each.node(), reputation);
        }
    }

    private void update(String name, Reputation reputation, long nowMillis) {
        NodeLedger node = state.model == null ? null : state.model.node(name);
        if (node != null) {
            node.leaveAlone(reputation.leftAlone(nowMillis));
        }
        state.reconsider = true;
        save(name, reputation);
    }

    private void save(String name, Reputation reputation) {
        state.changed = true;
        boolean clean = reputation.failed.isEmpty() && reputation.failingClasses.isEmpty();
        if (clean && !reputation.leftAlone(reputation.touchedAtMillis)) {
            byNode.remove(name);
            state.store.removeReputation(name);
        } else {
            state.store.putReputation(
                    new ReputationRecord(
                            name,
                            List.copyOf(reputation.failed),
                            List.copyOf(reputation.failingClasses),
                            reputation.level,
                            reputation.untilMillis,
                            reputation.tried,
                            reputation.trial,
                            reputation.touchedAtMillis));
        }
    }

    private FailureRules rules() {
        return state.options.failures();
    }
}
