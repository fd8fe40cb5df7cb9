package org.dsppo.operators.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dsppo.operators.state.ArrivalState;
import org.dsppo.operators.training.Stretch;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * The latest arrivals, as many as there is room for, with their run times, and what became of the
 * nodes meanwhile; each written through to its slot.
 */
final class RecentTrace {

    private final ArrivalState[] slots;
    private final HistoryStore store;
    private final RecentNodes nodes;
    private final Map<String, Integer> slotOfTask = new HashMap<>();
    private long next;

    /**
     * Takes up what the store has.
     *
     * @param capacity how many arrivals are kept
     */
    RecentTrace(int capacity, HistoryStore store) {
        this.slots = new ArrivalState[capacity];
        this.store = store;
        this.nodes = new RecentNodes(store);
        for (ArrivalState arrival : store.arrivals()) {
            int slot = slot(arrival.sequence());
            // After a change of the capacity two may want the same slot.
            if (slots[slot] == null || slots[slot].sequence() < arrival.sequence()) {
                slots[slot] = arrival;
            }
            next = Math.max(next, arrival.sequence() + 1);
        }
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != null) {
                slotOfTask.put(slots[slot].task().taskId(), slot);
            }
        }
    }

    private int slot(long sequence) {
        return (int) (sequence % slots.length);
    }

    private void put(int slot, ArrivalState arrival) {
        slots[slot] = arrival;
        store.putArrival(slot, arrival);
    }

    /** A task arrived. */
    void arrived(TaskSubmitted task) {
        ArrivalState arrival = ArrivalState.of(next++, task);
        int slot = slot(arrival.sequence());
        if (slots[slot] != null) {
            slotOfTask.remove(slots[slot].task().taskId(), slot);
        }
        put(slot, arrival);
        slotOfTask.put(task.taskId(), slot);
    }

    /**
     * An executor reported on an attempt; those of tasks that are not here change nothing.
     *
     * @return true if a run time is known now
     */
    boolean reported(TaskEvent event) {
        Integer slot = slotOfTask.get(event.taskId());
        if (slot == null) {
            return false;
        }
        ArrivalState arrival = slots[slot];
        if (event.kind() == TaskEventKind.STARTED && event.attempt() > arrival.attempt()) {
            put(slot, arrival.started(event.attempt(), event.strategy(), event.atMillis()));
        } else if (event.kind() == TaskEventKind.FINISHED
                && event.attempt() == arrival.attempt()
                && arrival.runtimeMillis() == 0) {
            put(slot, arrival.finished(event.atMillis()));
            return true;
        }
        return false;
    }

    /** A node changed, or said again how it is. */
    void changed(NodeChanged node, long nowMillis) {
        nodes.changed(node, nowMillis);
    }

    /** Sequence number of the next arrival: the end of what there is. */
    long end() {
        return next;
    }

    /** Sequence number of the oldest arrival that is kept. */
    long begin() {
        return Math.max(0, next - slots.length);
    }

    /** Run times as they were lately. */
    ObservedRuntimes runtimes(Catalogue catalogue) {
        return new ObservedRuntimes(
                catalogue, Arrays.stream(slots).filter(Objects::nonNull).toList());
    }

    /**
     * A stretch of the trace from time 0 on, for the simulator; null if some of it is gone, or of
     * classes that the catalogue does not know.
     *
     * @param from sequence number of the first arrival
     * @param to sequence number after the last
     */
    Stretch stretch(Catalogue catalogue, long from, long to) {
        if (from < begin() || to > next || from >= to) {
            return null;
        }
        List<TaskSubmitted> tasks = new ArrayList<>();
        for (long sequence = from; sequence < to; sequence++) {
            ArrivalState arrival = slots[slot(sequence)];
            if (arrival == null || arrival.sequence() != sequence) {
                return null;
            }
            boolean known =
                    arrival.task().strategies() != null
                            || catalogue.classes().containsKey(arrival.task().taskClass());
            if (known) {
                tasks.add(arrival.task());
            }
        }
        if (tasks.isEmpty()) {
            return null;
        }
        tasks.sort(Comparator.comparingLong(TaskSubmitted::submittedAtMillis));
        long start = tasks.get(0).submittedAtMillis();
        long end = tasks.get(tasks.size() - 1).submittedAtMillis();
        List<TaskMessage> messages =
                tasks.stream()
                        .map(task -> task.submittedAt(task.submittedAtMillis() - start))
                        .map(TaskMessage::of)
                        .toList();
        return new Stretch(
                new Workload(
                        "recent", nodes.seen(catalogue), messages, nodes.outages(start, end + 1)),
                runtimes(catalogue),
                start);
    }
}
