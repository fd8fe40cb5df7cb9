package org.dsppo.operators.serving;

/**
 * Says when the version on trial decides in a cell. A split by task would prove nothing. Of each
 * pair of windows it has one, the second, then the first, and so on: what rises or falls steadily
 * meanwhile favours neither.
 */
final class CanarySchedule {

    private final CanarySplit split;
    private final long windowMillis;
    private final int phase;

    /**
     * @param cell decides which of two equal parts the cell falls into
     */
    CanarySchedule(CanarySplit split, long windowMillis, String cell) {
        this.split = split;
        this.windowMillis = windowMillis;
        // Bits of String hashes of names that differ in a digit alternate as the digits do.
        this.phase = Integer.bitCount(cell.hashCode()) & 1;
    }

    /** Start of the window that an instant is in. */
    long windowStartMillis(long nowMillis) {
        return nowMillis - Math.floorMod(nowMillis, windowMillis);
    }

    long windowEndMillis(long startMillis) {
        return windowStartMillis(startMillis) + windowMillis;
    }

    /** True if the version on trial decides at this instant. */
    boolean isTrial(long nowMillis) {
        if (split == CanarySplit.CELLS) {
            return phase == 1;
        }
        long position = Math.floorMod(Math.floorDiv(nowMillis, windowMillis) + 2 * phase, 4);
        return position == 1 || position == 2;
    }
}
