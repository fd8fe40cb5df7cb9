package org.dsppo.operators.state;

/**
 * What a stretch of decisions of one cell cost, in trace time.
 *
 * @param cell the cell
 * @param version version that decided
 * @param fromMillis time of the first decision
 * @param toMillis time of the last
 * @param placed tasks it placed before the last decision
 * @param costMillis waiting of all tasks in that time, and the transfer and run time of what was
 *     placed beyond the shortest
 */
public record SegmentReturnState(
        String cell, int version, long fromMillis, long toMillis, int placed, double costMillis) {}
