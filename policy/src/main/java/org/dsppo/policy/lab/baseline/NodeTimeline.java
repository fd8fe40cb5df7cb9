package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Use of one node over time, as planned: a step function from times to resource vectors. Steps are
 * kept in flat arrays; the past is dropped as time passes.
 */
final class NodeTimeline {

    /** No start. */
    static final long NEVER = Long.MAX_VALUE;

    private final int kinds;
    private final int width;
    private final DeviceRoom devices;
    private final long[] least;
    private final long[] limit;
    private long[] times = new long[16];
    private long[] usage;
    private int first;
    private int end;

    /**
     * @param kinds number of resource kinds
     * @param devices the devices of the node, null where none is shared singly
     */
    NodeTimeline(int kinds, DeviceRoom devices) {
        this.kinds = kinds;
        this.devices = devices == null ? null : devices.copy();
        this.width = kinds + (devices == null ? 0 : 2 * devices.size());
        this.least = new long[width];
        this.limit = new long[width];
        this.usage = new long[16 * width];
    }

    /** Forgets everything: nothing is used from a time on, and what there is to use is given. */
    void reset(long fromMillis, NodeRoom all) {
        for (int kind = 0; kind < kinds; kind++) {
            limit[kind] = all.free(kind);
        }
        if (devices != null) {
            all.devices().read(limit, kinds);
        }
        first = 0;
        end = 1;
        times[0] = fromMillis;
        Arrays.fill(usage, 0, width, 0);
    }

    /** Drops the steps that are over by a time. */
    void forgetBefore(long millis) {
        while (first + 1 < end && times[first + 1] <= millis) {
            first++;
        }
    }

    /**
     * The earliest start from which a demand fits all through.
     *
     * @param fromMillis not before
     * @param latestMillis a later start is of no interest
     * @return the start, or {@link #NEVER}
     */
    long earliestStart(
            ResourceDemand demand, long fromMillis, long durationMillis, long latestMillis) {
        if (devices != null) {
            return earliestOnDevices(demand, fromMillis, durationMillis, latestMillis);
        }
        long start = fromMillis;
        for (int step = first; step < end; step++) {
            long until = step + 1 < end ? times[step + 1] : Long.MAX_VALUE;
            if (until <= start) {
                continue;
            }
            if (!fits(step, demand)) {
                start = until;
                if (start > latestMillis || start == Long.MAX_VALUE) {
                    return NEVER;
                }
            } else if (until - start >= durationMillis) {
                return start;
            }
        }
        return start <= latestMillis ? start : NEVER;
    }

    private long earliestOnDevices(
            ResourceDemand demand, long fromMillis, long durationMillis, long latestMillis) {
        for (int step = first; step < end; step++) {
            long until = step + 1 < end ? times[step + 1] : Long.MAX_VALUE;
            long start = Math.max(fromMillis, times[step]);
            if (start > latestMillis) {
                return NEVER;
            }
            if (until > start && devicesThrough(step, demand, start, durationMillis) != null) {
                return start;
            }
        }
        return NEVER;
    }

    /** The devices that a demand gets which fits all through from a start, else null. */
    HeldDevices devices(ResourceDemand demand, long startMillis, long durationMillis) {
        if (devices == null) {
            return HeldDevices.NONE;
        }
        int step = first;
        while (step + 1 < end && times[step + 1] <= startMillis) {
            step++;
        }
        return devicesThrough(step, demand, startMillis, durationMillis);
    }

    /** What stays free all through decides: an attempt does not move from device to device. */
    private HeldDevices devicesThrough(
            int from, ResourceDemand demand, long startMillis, long durationMillis) {
        Arrays.fill(least, Long.MAX_VALUE);
        for (int step = from; step < end; step++) {
            if (step > from && times[step] - startMillis >= durationMillis) {
                break;
            }
            if (!fits(step, demand)) {
                return null;
            }
            for (int i = kinds; i < width; i++) {
                least[i] = Math.min(least[i], limit[i] - usage[step * width + i]);
            }
        }
        devices.write(least, kinds);
        return devices.choose(demand);
    }

    private boolean fits(int step, ResourceDemand demand) {
        int row = step * width;
        for (int i = 0; i < demand.size(); i++) {
            int kind = demand.kind(i);
            if (usage[row + kind] + demand.amount(i) > limit[kind]) {
                return false;
            }
        }
        return true;
    }

    /** Plans a use; a start in the past counts from the first step kept. */
    void use(ResourceDemand demand, HeldDevices held, long startMillis, long endMillis) {
        makeRoomForTwo();
        int from = stepAt(Math.max(startMillis, times[first]));
        int to = stepAt(Math.max(endMillis, times[first]));
        for (int step = from; step < to; step++) {
            for (int i = 0; i < demand.size(); i++) {
                usage[step * width + demand.kind(i)] += demand.amount(i);
            }
            for (int i = 0; devices != null && i < held.size(); i++) {
                int at = step * width + kinds + 2 * devices.position(held, i);
                usage[at] += held.units(i);
                usage[at + 1] += held.memory(i);
            }
        }
    }

    /** Index of the step that begins at a time; splits one if there is none. */
    private int stepAt(long millis) {
        int at = Arrays.binarySearch(times, first, end, millis);
        if (at >= 0) {
            return at;
        }
        int insert = -at - 1;
        System.arraycopy(times, insert, times, insert + 1, end - insert);
        System.arraycopy(
                usage, insert * width, usage, (insert + 1) * width, (end - insert) * width);
        System.arraycopy(usage, (insert - 1) * width, usage, insert * width, width);
        times[insert] = millis;
        end++;
        return insert;
    }

    private void makeRoomForTwo() {
        if (end + 2 <= times.length) {
            return;
        }
        int kept = end - first;
        int room = first > times.length / 2 ? times.length : 2 * times.length;
        long[] movedTimes = new long[room];
        long[] movedUsage = new long[room * width];
        System.arraycopy(times, first, movedTimes, 0, kept);
        System.arraycopy(usage, first * width, movedUsage, 0, kept * width);
        times = movedTimes;
        usage = movedUsage;
        first = 0;
        end = kept;
    }

    /**
     * True if for every kind the amount in use is one that the plan has at some time of a window,
     * or less by up to what has not begun.
     *
     * @param free amount free by kind as it is
     * @param pending amounts by kind that the plan has in the window but that may not be in use yet
     */
    boolean explains(IntToLongFunction free, long[] pending, long fromMillis, long toMillis) {
        for (int kind = 0; kind < kinds; kind++) {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            for (int step = first; step < end && times[step] <= toMillis; step++) {
                if (step + 1 == end || times[step + 1] > fromMillis) {
                    least = Math.min(least, usage[step * width + kind]);
                    most = Math.max(most, usage[step * width + kind]);
                }
            }
            long used = limit[kind] - free.applyAsLong(kind);
            if (used < least - pending[kind] || used > most) {
                return false;
            }
        }
        return true;
    }

    /** Number of steps kept. */
    int steps() {
        return end - first;
    }
}
