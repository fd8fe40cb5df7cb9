package org.dsppo.operators.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** The latest arrivals, as many as there is room for, each written through to its slot. */
final class RecentTrace {

    private final ArrivalState[] slots;
    private final ArrivalStore store;
    private long next;

    /**
     * Takes up what the store has.
     *
     * @param capacity how many arrivals are kept
     */
    RecentTrace(int capacity, ArrivalStore store) {
        this.slots = new ArrivalState[capacity];
        this.store = store;
        for (ArrivalState arrival : store.all()) {
            int slot = slot(arrival.sequence());
            // After a change of the capacity two may want the same slot.
            if (slots[slot] == null || slots[slot].sequence() < arrival.sequence()) {
                slots[slot] = arrival;
            }
            next = Math.max(next, arrival.sequence() + 1);
        }
    }

    private int slot(long sequence) {
        return (int) (sequence % slots.length);
    }

    /** A task arrived. */
    void arrived(TaskSubmitted task) {
        ArrivalState arrival = new ArrivalState(next++, task);
        slots[slot(arrival.sequence())] = arrival;
        store.put(slot(arrival.sequence()), arrival);
    }

    /** Sequence number of the next arrival: the end of what there is. */
    long end() {
        return next;
    }

    /** Sequence number of the oldest arrival that is kept. */
    long begin() {
        return Math.max(0, next - slots.length);
    }

    /**
     * A stretch of the trace from time 0 on, for the simulator; null if some of it is gone, or of
     * classes that the catalogue does not know.
     *
     * @param from sequence number of the first arrival
     * @param to sequence number after the last
     */
    Workload workload(Catalogue catalogue, long from, long to) {
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
        List<TaskMessage> messages =
                tasks.stream()
                        .map(task -> task.submittedAt(task.submittedAtMillis() - start))
                        .map(TaskMessage::of)
                        .toList();
        return Workload.of("recent", catalogue, messages);
    }
}
