package org.dsppo.policy.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.resource.DeviceLayout.Device;
import org.dsppo.policy.resource.DeviceLayout.Group;
import org.dsppo.schemas.node.DeviceReport;

/** What each device of one kind on a node has free, millionths, and why it has no more. */
final class DeviceStock {

    final Group group;
    final int unitsKind;
    final int memoryKind;
    final long whole;
    final long[] units;
    final long[] memory;
    private final long[] foreignUnits;
    private final long[] foreignMemory;
    private final long[] lackingMemory;
    private final boolean[] closed;

    /** Devices that nobody uses. */
    DeviceStock(Group group) {
        int size = group.devices().size();
        this.group = group;
        this.unitsKind = group.unitsKind();
        this.memoryKind = group.memoryKind();
        this.whole = group.whole();
        this.units = new long[size];
        this.memory = new long[size];
        this.foreignUnits = new long[size];
        this.foreignMemory = new long[size];
        this.lackingMemory = new long[size];
        this.closed = new boolean[size];
        for (int i = 0; i < size; i++) {
            units[i] = group.devices().get(i).units();
            memory[i] = group.devices().get(i).memory();
        }
    }

    private DeviceStock(DeviceStock other) {
        this.group = other.group;
        this.unitsKind = other.unitsKind;
        this.memoryKind = other.memoryKind;
        this.whole = other.whole;
        this.units = other.units.clone();
        this.memory = other.memory.clone();
        this.foreignUnits = other.foreignUnits.clone();
        this.foreignMemory = other.foreignMemory.clone();
        this.lackingMemory = other.lackingMemory.clone();
        this.closed = other.closed.clone();
    }

    DeviceStock copy() {
        return new DeviceStock(this);
    }

    boolean isClosed(int device) {
        return closed[device];
    }

    int size() {
        return units.length;
    }

    long unitsOf(ResourceDemand demand) {
        return demand.amountOf(unitsKind);
    }

    long memoryOf(ResourceDemand demand) {
        return memoryKind < 0 ? 0 : demand.amountOf(memoryKind);
    }

    /** Adds an amount of the device at a position. */
    void add(HeldBuilder held, int device, long ofUnits, long ofMemory) {
        held.add(unitsKind, group.devices().get(device).index(), ofUnits, ofMemory);
    }

    int position(int index) {
        List<Device> devices = group.devices();
        if (index < devices.size() && devices.get(index).index() == index) {
            return index;
        }
        for (int i = 0; i < devices.size(); i++) {
            if (devices.get(i).index() == index) {
                return i;
            }
        }
        return -1;
    }

    /** True if a device is open and has that much left. */
    boolean holds(int device, long wanted, long wantedMemory) {
        return !closed[device] && units[device] >= wanted && memory[device] >= wantedMemory;
    }

    /** True if device x has more left than y. */
    boolean roomier(int x, int y) {
        return units[x] > units[y] || units[x] == units[y] && memory[x] > memory[y];
    }

    void take(HeldDevices held) {
        for (int i = 0; i < held.size(); i++) {
            int at = held.kind(i) == unitsKind ? position(held.index(i)) : -1;
            if (at >= 0) {
                units[at] -= held.units(i);
                memory[at] -= held.memory(i);
            }
        }
    }

    void give(HeldDevices held) {
        for (int i = 0; i < held.size(); i++) {
            int at = held.kind(i) == unitsKind ? position(held.index(i)) : -1;
            if (at >= 0) {
                units[at] += held.units(i);
                memory[at] += held.memory(i);
                requireNoneInvented(at, held);
            }
        }
    }

    private void requireNoneInvented(int at, HeldDevices held) {
        Device all = group.devices().get(at);
        if (units[at] > all.units() - foreignUnits[at]
                || memory[at] > all.memory() - foreignMemory[at] - lackingMemory[at]) {
            throw new IllegalStateException(
                    "device %d of kind %d: %d units and %d memory free after giving back %s"
                            .formatted(all.index(), unitsKind, units[at], memory[at], held));
        }
    }

    void leastOf(DeviceStock other) {
        for (int i = 0; i < units.length; i++) {
            units[i] = Math.min(units[i], other.units[i]);
            memory[i] = Math.min(memory[i], other.memory[i]);
        }
    }

    /**
     * Takes over what the node says of its devices.
     *
     * @param ours the same devices, with only what our listed attempts hold taken
     */
    void observe(List<DeviceReport> reported, DeviceStock ours) {
        for (int i = 0; i < units.length; i++) {
            units[i] += foreignUnits[i];
            memory[i] += foreignMemory[i] + lackingMemory[i];
        }
        Arrays.fill(foreignUnits, 0);
        Arrays.fill(foreignMemory, 0);
        Arrays.fill(lackingMemory, 0);
        Arrays.fill(closed, false);
        for (DeviceReport device : reported) {
            int at = position(device.index());
            if (at >= 0) {
                Device all = group.devices().get(at);
                closed[at] = !device.healthy();
                foreignUnits[at] = foreign(device.usedUnits(), all.units() - ours.units[at]);
                foreignMemory[at] = foreign(device.usedMemory(), all.memory() - ours.memory[at]);
                lackingMemory[at] = lacking(device.memory(), all.memory());
            }
        }
        for (int i = 0; i < units.length; i++) {
            units[i] -= foreignUnits[i];
            memory[i] -= foreignMemory[i] + lackingMemory[i];
        }
    }

    private static long foreign(Double used, long own) {
        return used == null ? 0 : Math.max(0, Quantity.of(used) - own);
    }

    /** What a device has less than it is taken to have; more changes nothing. */
    private static long lacking(Double present, long taken) {
        return present == null || taken == Long.MAX_VALUE
                ? 0
                : Math.max(0, taken - Quantity.of(present));
    }

    List<DeviceReport> report() {
        List<DeviceReport> reports = new ArrayList<>(units.length);
        for (int i = 0; i < units.length; i++) {
            Device all = group.devices().get(i);
            boolean limited = all.memory() != Long.MAX_VALUE;
            reports.add(
                    new DeviceReport(
                            all.index(),
                            Quantity.toDecimal(all.units()),
                            limited ? Quantity.toDecimal(all.memory()) : null,
                            Quantity.toDecimal(all.units() - units[i]),
                            Quantity.toDecimal(all.memory() - memory[i]),
                            !closed[i]));
        }
        return reports;
    }

    /** What others use of a kind, over all devices. */
    long foreign(int kind) {
        long[] amounts =
                kind == unitsKind ? foreignUnits : kind == memoryKind ? foreignMemory : null;
        return amounts == null ? 0 : Arrays.stream(amounts).sum();
    }

    /** What all devices have free of a kind; {@link Long#MAX_VALUE} if they do not limit it. */
    long free(int kind) {
        long[] amounts = amounts(kind);
        long sum = amounts == null ? Long.MAX_VALUE : 0;
        for (int i = 0; amounts != null && i < amounts.length; i++) {
            long open = closed[i] ? 0 : Math.max(0, amounts[i]);
            sum = Long.MAX_VALUE - sum < open ? Long.MAX_VALUE : sum + open;
        }
        return sum;
    }

    /** Units or memory by device; null if they do not limit the kind. */
    long[] amounts(int kind) {
        return kind == unitsKind ? units : kind == memoryKind ? memory : null;
    }

    int read(long[] into, int offset) {
        int at = offset;
        for (int i = 0; i < units.length; i++) {
            into[at++] = units[i];
            into[at++] = memory[i];
        }
        return at;
    }

    int write(long[] from, int offset) {
        int at = offset;
        for (int i = 0; i < units.length; i++) {
            units[i] = from[at++];
            memory[i] = from[at++];
        }
        return at;
    }
}
