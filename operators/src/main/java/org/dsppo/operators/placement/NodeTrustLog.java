package org.dsppo.operators.placement;

import java.time.Instant;
import java.util.function.Consumer;
import org.dsppo.schemas.summary.NodeLeftAlone;

/** Says of which nodes a cell thinks ill: a line whenever that changes. */
final class NodeTrustLog {

    private final String cell;
    private final Consumer<String> log;

    /**
     * @param cell named in every line
     * @param log takes a line
     */
    NodeTrustLog(String cell, Consumer<String> log) {
        this.cell = cell;
        this.log = log;
    }

    /**
     * A node gets nothing new for a while.
     *
     * @param node with its time on the wall
     */
    void leftAlone(NodeLeftAlone node) {
        say(
                "%s is left alone until %s: %s"
                        .formatted(
                                node.node(),
                                Instant.ofEpochMilli(node.untilMillis()),
                                node.reason()));
    }

    /** It gets one task. */
    void tried(String node) {
        say(node + " was left alone for long enough and is tried with one task");
    }

    /** It is used as before. */
    void trusted(String node) {
        say(node + " is used again: a task ended well there");
    }

    private void say(String text) {
        log.accept("Cell %s: node %s".formatted(cell, text));
    }
}
