package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.task.TaskEvent;

/**
 * Events of tasks whose submission has not come in. After a rollback submissions and events are
 * read again, each at its own pace; an event that was dropped for coming first would let its task
 * run a second time.
 */
final class EarlyEvents {

    private final EngineStore store;
    private final long retentionMillis;
    private final Map<String, EarlyEvent> byTask = new LinkedHashMap<>();

    EarlyEvents(EngineStore store, long retentionMillis) {
        this.store = store;
        this.retentionMillis = retentionMillis;
    }

    void restore(Iterable<EarlyEvent> kept) {
        List<EarlyEvent> sorted = new ArrayList<>();
        kept.forEach(sorted::add);
        sorted.sort(
                Comparator.comparingLong(EarlyEvent::heardAtMillis)
                        .thenComparing(each -> each.event().taskId()));
        sorted.forEach(each -> byTask.put(each.event().taskId(), each));
    }

    void keep(TaskEvent event, long nowMillis) {
        EarlyEvent known = byTask.get(event.taskId());
        if (known == null || isLater(event, known.event())) {
            EarlyEvent early = new EarlyEvent(event, nowMillis);
            // Removed first, so that the map stays in the order of hearing.
            byTask.remove(event.taskId());
            byTask.put(event.taskId(), early);
            store.putEarly(early);
        }
    }

    private static boolean isLater(TaskEvent event, TaskEvent known) {
        return event.attempt() > known.attempt()
                || event.attempt() == known.attempt() && event.kind().compareTo(known.kind()) > 0;
    }

    /** The event of a task, which is forgotten; null if there is none. */
    TaskEvent take(String taskId) {
        EarlyEvent early = byTask.remove(taskId);
        if (early == null) {
            return null;
        }
        store.removeEarly(taskId);
        return early.event();
    }

    void expire(long nowMillis) {
        while (nextMillis() <= nowMillis) {
            Iterator<String> oldest = byTask.keySet().iterator();
            store.removeEarly(oldest.next());
            oldest.remove();
        }
    }

    /** When the oldest is forgotten. */
    long nextMillis() {
        return byTask.isEmpty()
                ? Long.MAX_VALUE
                : byTask.values().iterator().next().heardAtMillis() + retentionMillis;
    }

    boolean isEmpty() {
        return byTask.isEmpty();
    }
}
