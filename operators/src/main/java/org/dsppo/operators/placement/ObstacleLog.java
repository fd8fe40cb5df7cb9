package org.dsppo.operators.placement;

import java.util.function.Consumer;

/**
 * Says what keeps a cell from placing tasks: once when it begins, once when it is over, and while
 * it lasts only when it reads otherwise, every {@value #REPEAT_MILLIS} ms at most, so that a
 * catalogue that arrives entry by entry does not fill the log.
 */
final class ObstacleLog {

    static final long REPEAT_MILLIS = 10_000;

    private final String cell;
    private final Consumer<String> log;
    private Obstacle told;
    private long toldAtMillis;

    /**
     * @param cell named in every line
     * @param log takes a line
     */
    ObstacleLog(String cell, Consumer<String> log) {
        this.cell = cell;
        this.log = log;
    }

    /**
     * What stands in the way now.
     *
     * @param found null if nothing does
     * @param waiting tasks that wait for it
     */
    void found(Obstacle found, int waiting, long nowMillis) {
        if (found == null) {
            if (told != null) {
                log.accept("Cell %s: tasks can be placed again".formatted(cell));
                told = null;
            }
        } else if (isNews(found, nowMillis)) {
            log.accept(
                    "Cell %s: nothing can be placed, %d tasks wait: %s"
                            .formatted(cell, waiting, found.text()));
            told = found;
            toldAtMillis = nowMillis;
        }
    }

    private boolean isNews(Obstacle found, long nowMillis) {
        if (told == null || told.kind() != found.kind()) {
            return true;
        }
        return !told.text().equals(found.text()) && nowMillis >= toldAtMillis + REPEAT_MILLIS;
    }
}
