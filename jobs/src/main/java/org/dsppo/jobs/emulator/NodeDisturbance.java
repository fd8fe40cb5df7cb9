package org.dsppo.jobs.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that befalls a node for a while.
 *
 * @param kind what happens
 * @param nodeId the node
 * @param fromMillis when it begins, trace time
 * @param toMillis when it is over, trace time; {@link #NEVER} for not at all
 */
public record NodeDisturbance(Kind kind, String nodeId, long fromMillis, long toMillis) {

    /** An end that does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What may befall a node. */
    public enum Kind {
        /** It stops dead: what it runs is lost, reports cease. */
        FAIL,
        /** It finishes what it runs and asks for nothing new. */
        DRAIN,
        /** Its reports do not get through; it fences itself in time. */
        LOSE_HEARTBEATS
    }

    private static final Pattern SPAN =
            Pattern.compile("(?<node>.+)@(?<from>[^-@]+)(-(?<to>[^-@]+))?");

    /**
     * Reads {@code NODE@FROM} or {@code NODE@FROM-TO}, such as {@code edge-03@300s-10m}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static NodeDisturbance parse(Kind kind, String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no NODE@FROM or NODE@FROM-TO such as edge-03@300s-600s"
                            .formatted(text));
        }
        long from = DurationText.parseMillis(matcher.group("from"));
        long to =
                matcher.group("to") == null ? NEVER : DurationText.parseMillis(matcher.group("to"));
        if (to <= from) {
            throw new IllegalArgumentException(
                    "'%s' ends before it begins, expected FROM < TO".formatted(text));
        }
        return new NodeDisturbance(kind, matcher.group("node"), from, to);
    }
}
