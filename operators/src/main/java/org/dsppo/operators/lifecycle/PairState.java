package org.dsppo.operators.lifecycle;

/**
 * A window of the active version and one of the canary, side by side.
 *
 * @param cell the cell; empty where whole cells are compared
 * @param index number of the pair since the epoch
 * @param activeTasks tasks the active version assigned
 * @param activeMillis sum of their completion times
 * @param canaryTasks tasks the canary assigned
 * @param canaryMillis sum of their completion times
 */
public record PairState(
        String cell,
        long index,
        long activeTasks,
        long activeMillis,
        long canaryTasks,
        long canaryMillis) {}
