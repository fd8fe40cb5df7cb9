package org.dsppo.policy.resource;

import java.util.Arrays;

/** Collects the devices that one demand gets. */
final class HeldBuilder {

    private int size;
    private int[] kinds = new int[2];
    private int[] indices = new int[2];
    private long[] units = new long[2];
    private long[] memory = new long[2];

    void add(int kind, int index, long ofUnits, long ofMemory) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            indices = Arrays.copyOf(indices, 2 * size);
            units = Arrays.copyOf(units, 2 * size);
            memory = Arrays.copyOf(memory, 2 * size);
        }
        kinds[size] = kind;
        indices[size] = index;
        units[size] = ofUnits;
        memory[size++] = ofMemory;
    }

    boolean has(int kind, int index) {
        for (int i = 0; i < size; i++) {
            if (kinds[i] == kind && indices[i] == index) {
                return true;
            }
        }
        return false;
    }

    HeldDevices held() {
        return size == 0
                ? HeldDevices.NONE
                : new HeldDevices(
                        Arrays.copyOf(kinds, size),
                        Arrays.copyOf(indices, size),
                        Arrays.copyOf(units, size),
                        Arrays.copyOf(memory, size));
    }
}
