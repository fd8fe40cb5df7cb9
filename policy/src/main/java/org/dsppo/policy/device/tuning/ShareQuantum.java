package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.List;

/** In which amounts a device can be shared. */
public enum ShareQuantum {
    /** Any whole per cent, as by MPS. */
    PERCENT,
    /** Slices of 1, 2, 3, 4 or 7 sevenths, as by MIG on an A100. */
    SEVENTHS;

    private static final int SLICES = 7;
    private static final int[] SIZES = {1, 2, 3, 4, 7};

    /** Every way to give each of some classes a slice, in per cent. */
    List<int[]> splits(int classes) {
        List<int[]> splits = new ArrayList<>();
        split(new int[classes], 0, SLICES, splits);
        return splits;
    }

    private static void split(int[] percents, int at, int left, List<int[]> splits) {
        if (at == percents.length) {
            splits.add(percents.clone());
            return;
        }
        for (int size : SIZES) {
            if (size <= left) {
                percents[at] = 100 * size / SLICES;
                split(percents, at + 1, left - size, splits);
            }
        }
    }
}
