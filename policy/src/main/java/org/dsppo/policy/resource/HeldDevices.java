package org.dsppo.policy.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsppo.schemas.node.DeviceShare;

/**
 * What an attempt holds of single devices of a node: units and memory of each, millionths. Empty
 * where devices are pooled.
 */
public final class HeldDevices {

    /** Nothing of any device. */
    public static final HeldDevices NONE =
            new HeldDevices(new int[0], new int[0], new long[0], new long[0]);

    private final int[] kinds;
    private final int[] indices;
    private final long[] units;
    private final long[] memory;

    HeldDevices(int[] kinds, int[] indices, long[] units, long[] memory) {
        this.kinds = kinds;
        this.indices = indices;
        this.units = units;
        this.memory = memory;
    }

    /**
     * What a record names; kinds that are unknown here are left out.
     *
     * @param named null for nothing
     */
    public static HeldDevices of(List<DeviceShare> named, ResourceSpace space) {
        if (named == null || named.isEmpty()) {
            return NONE;
        }
        List<DeviceShare> known =
                named.stream().filter(share -> space.position(share.kind()) >= 0).toList();
        int size = known.size();
        HeldDevices held =
                new HeldDevices(new int[size], new int[size], new long[size], new long[size]);
        for (int i = 0; i < size; i++) {
            held.kinds[i] = space.position(known.get(i).kind());
            held.indices[i] = known.get(i).index();
            held.units[i] = Quantity.of(known.get(i).units());
            held.memory[i] = Quantity.of(known.get(i).memory());
        }
        return held;
    }

    /** As records name them; null for nothing. */
    public List<DeviceShare> shares(ResourceSpace space) {
        if (kinds.length == 0) {
            return null;
        }
        List<DeviceShare> shares = new ArrayList<>(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            shares.add(
                    new DeviceShare(
                            space.name(kinds[i]),
                            indices[i],
                            Quantity.toDecimal(units[i]),
                            Quantity.toDecimal(memory[i])));
        }
        return List.copyOf(shares);
    }

    /** Number of devices. */
    public int size() {
        return kinds.length;
    }

    /** Position of the kind of the i-th device, which counts its units. */
    public int kind(int i) {
        return kinds[i];
    }

    /** Number of the i-th device on its node. */
    public int index(int i) {
        return indices[i];
    }

    /** Units held of the i-th device, millionths. */
    public long units(int i) {
        return units[i];
    }

    /** Memory held of the i-th device, millionths. */
    public long memory(int i) {
        return memory[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldDevices that
                && Arrays.equals(kinds, that.kinds)
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(units, that.units)
                && Arrays.equals(memory, that.memory);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + Arrays.hashCode(units);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < kinds.length; i++) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(kinds[i] + ":" + indices[i] + "=" + units[i] + "/" + memory[i]);
        }
        return text.toString();
    }
}
