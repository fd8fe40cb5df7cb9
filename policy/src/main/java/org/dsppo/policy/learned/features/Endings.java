package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * What a node will have free after each of the tasks that run there has ended, if all end as
 * estimated and nothing else is placed. As only more becomes free, a demand has room from the first
 * ending on that leaves enough of every kind and on the devices.
 */
final class Endings {

    private static final int UNKNOWN = -1;

    private final int kinds;
    private final DeviceSlots deviceSlots;
    private final List<RunningTask> byEnd = new ArrayList<>();
    private long[] free = {};
    private int[] firstOfDevices = {};
    private NodeView node;

    Endings(int kinds, DeviceSlots deviceSlots) {
        this.kinds = kinds;
        this.deviceSlots = deviceSlots;
    }

    /** Reads a node as it is now. */
    void read(NodeView node) {
        this.node = node;
        byEnd.clear();
        for (RunningTask task : node.running()) {
            byEnd.add(task);
        }
        int length = (byEnd.size() + 1) * kinds;
        if (free.length < length) {
            free = new long[length + length / 2];
        }
        for (int kind = 0; kind < kinds; kind++) {
            free[kind] = node.free(kind);
        }
        for (int i = 0; i < byEnd.size(); i++) {
            int at = i * kinds;
            System.arraycopy(free, at, free, at + kinds, kinds);
            ResourceDemand demand = byEnd.get(i).demand();
            for (int d = 0; d < demand.size(); d++) {
                free[at + kinds + demand.kind(d)] += demand.amount(d);
            }
        }
        Arrays.fill(firstOfDevices, UNKNOWN);
    }

    /** When a demand will have room, milliseconds; {@link Long#MAX_VALUE} for never. */
    long firstMillis(Shape shape) {
        int first = first(shape);
        return first > byEnd.size() ? Long.MAX_VALUE : byEnd.get(first - 1).expectedEndMillis();
    }

    /** Writes what is free when a demand will have room, by kind. */
    void freeThen(Shape shape, long[] into) {
        System.arraycopy(free, Math.min(first(shape), byEnd.size()) * kinds, into, 0, kinds);
    }

    /** After how many endings there is room, one more than there are for never. */
    private int first(Shape shape) {
        int first = 1;
        for (int i = 0; i < shape.kinds.length; i++) {
            int kind = shape.kinds[i];
            while (first <= byEnd.size() && free[first * kinds + kind] < shape.amounts[i]) {
                first++;
            }
        }
        return shape.devices == DeviceSlots.NONE || first > byEnd.size()
                ? first
                : Math.max(first, firstOfDevices(shape.devices));
    }

    private int firstOfDevices(int number) {
        if (firstOfDevices.length <= number) {
            int known = firstOfDevices.length;
            firstOfDevices = Arrays.copyOf(firstOfDevices, deviceSlots.size());
            Arrays.fill(firstOfDevices, known, firstOfDevices.length, UNKNOWN);
        }
        if (firstOfDevices[number] == UNKNOWN) {
            firstOfDevices[number] = tryDevices(number);
        }
        return firstOfDevices[number];
    }

    private int tryDevices(int number) {
        DeviceRoom room = node.devices().copy();
        for (int i = 0; i < byEnd.size(); i++) {
            room.give(byEnd.get(i).devices());
            if (room.fits(deviceSlots.example(number))) {
                return i + 1;
            }
        }
        return byEnd.size() + 1;
    }
}
