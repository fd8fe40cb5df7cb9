package org.dsppo.operators.state;

/**
 * A window of the active version and one of the canary, side by side.
 *
 * @param cell the cell; empty where whole cells are compared
 * @param index number of the pair since the epoch
 * @param active of the active version
 * @param canary of the canary
 */
public record PairState(String cell, long index, WindowState active, WindowState canary) {}
