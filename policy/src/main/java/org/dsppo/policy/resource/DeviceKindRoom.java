package org.dsppo.policy.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.resource.DeviceLayout.Device;
import org.dsppo.policy.resource.DeviceLayout.Group;
import org.dsppo.schemas.node.DeviceReport;

/** What each device of one kind on a node has free, millionths. */
final class DeviceKindRoom {

    private final Group group;
    private final int unitsKind;
    private final int memoryKind;
    private final long whole;
    private final long[] units;
    private final long[] memory;
    private final long[] foreignUnits;
    private final long[] foreignMemory;
    private final boolean[] closed;

    /** Devices that nobody uses. */
    DeviceKindRoom(Group group) {
        int size = group.devices().size();
        this.group = group;
        this.unitsKind = group.unitsKind();
        this.memoryKind = group.memoryKind();
        this.whole = group.whole();
        this.units = new long[size];
        this.memory = new long[size];
        this.foreignUnits = new long[size];
        this.foreignMemory = new long[size];
        this.closed = new boolean[size];
        for (int i = 0; i < size; i++) {
            units[i] = group.devices().get(i).units();
            memory[i] = group.devices().get(i).memory();
        }
    }

    private DeviceKindRoom(DeviceKindRoom other) {
        this.group = other.group;
        this.unitsKind = other.unitsKind;
        this.memoryKind = other.memoryKind;
        this.whole = other.whole;
        this.units = other.units.clone();
        this.memory = other.memory.clone();
        this.foreignUnits = other.foreignUnits.clone();
        this.foreignMemory = other.foreignMemory.clone();
        this.closed = other.closed.clone();
    }

    DeviceKindRoom copy() {
        return new DeviceKindRoom(this);
    }

    int unitsKind() {
        return unitsKind;
    }

    private long unitsOf(ResourceDemand demand) {
        return demand.amountOf(unitsKind);
    }

    private long memoryOf(ResourceDemand demand) {
        return memoryKind < 0 ? 0 : demand.amountOf(memoryKind);
    }

    boolean fits(ResourceDemand demand) {
        long wanted = unitsOf(demand);
        long wantedMemory = memoryOf(demand);
        if (wanted == 0 && wantedMemory == 0) {
            return true;
        }
        return wanted <= whole
                ? fitsOnOne(wanted, wantedMemory)
                : fits(DeviceDemand.of(wanted, wantedMemory, whole));
    }

    private boolean fitsOnOne(long wanted, long wantedMemory) {
        for (int i = 0; i < units.length; i++) {
            if (holds(i, wanted, wantedMemory)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(DeviceDemand parts) {
        long wholes = 0;
        boolean partFits = parts.part() == 0;
        for (int i = 0; i < units.length; i++) {
            if (holds(i, whole, parts.memoryOfWhole())) {
                wholes++;
            } else {
                partFits = partFits || holds(i, parts.part(), parts.memoryOfPart());
            }
        }
        return wholes > parts.wholes() || wholes == parts.wholes() && partFits;
    }

    /** True if the devices of this kind among the chosen make up a demand and are free. */
    boolean fits(ResourceDemand demand, HeldDevices chosen) {
        HeldBuilder named = new HeldBuilder();
        if (!adoptNamed(unitsOf(demand), memoryOf(demand), chosen, named)) {
            return false;
        }
        HeldDevices held = named.held();
        int parts = 0;
        for (int i = 0; i < held.size(); i++) {
            if (!holds(position(held.index(i)), held.units(i), held.memory(i))) {
                return false;
            }
            parts += held.units(i) < whole ? 1 : 0;
        }
        return held.size() <= 1 || unitsOf(demand) > whole && parts <= 1;
    }

    private boolean holds(int device, long wanted, long wantedMemory) {
        return !closed[device] && units[device] >= wanted && memory[device] >= wantedMemory;
    }

    /** Adds the devices that a demand gets; it fits. */
    void choose(ResourceDemand demand, HeldBuilder held) {
        long wanted = unitsOf(demand);
        long wantedMemory = memoryOf(demand);
        if (wanted == 0 && wantedMemory == 0) {
            return;
        }
        if (wanted <= whole) {
            add(held, best(wanted, wantedMemory, held), wanted, wantedMemory);
            return;
        }
        DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
        if (parts.part() > 0) {
            // First, as it takes a device that is in use already if there is one.
            int device = best(parts.part(), parts.memoryOfPart(), held);
            add(held, device, parts.part(), parts.memoryOfPart());
        }
        long left = wantedMemory - parts.memoryOfPart();
        for (long i = 0; i < parts.wholes(); i++) {
            long own = Math.min(left, parts.memoryOfWhole());
            add(held, best(whole, parts.memoryOfWhole(), held), whole, own);
            left -= own;
        }
    }

    private void add(HeldBuilder held, int device, long ofUnits, long ofMemory) {
        held.add(unitsKind, group.devices().get(device).index(), ofUnits, ofMemory);
    }

    /** Best fit among the devices that are not chosen yet; -1 for none. */
    private int best(long wanted, long wantedMemory, HeldBuilder chosen) {
        int best = -1;
        for (int i = 0; i < units.length; i++) {
            if (holds(i, wanted, wantedMemory)
                    && (best < 0 || roomier(best, i))
                    && !chosen.has(unitsKind, group.devices().get(i).index())) {
                best = i;
            }
        }
        return best;
    }

    /** True if device x has more left than y. */
    private boolean roomier(int x, int y) {
        return units[x] > units[y] || units[x] == units[y] && memory[x] > memory[y];
    }

    /** Adds each device that a share could lie on, those with equal room once. */
    void choices(long wanted, long wantedMemory, List<HeldDevices> into) {
        for (int i = 0; i < units.length; i++) {
            if (holds(i, wanted, wantedMemory) && !hasTwinBefore(i)) {
                HeldBuilder held = new HeldBuilder();
                add(held, i, wanted, wantedMemory);
                into.add(held.held());
            }
        }
    }

    private boolean hasTwinBefore(int device) {
        for (int i = 0; i < device; i++) {
            if (!closed[i] && units[i] == units[device] && memory[i] == memory[device]) {
                return true;
            }
        }
        return false;
    }

    /** Adds the devices of a demand that holds some whatever is free. */
    void adopt(ResourceDemand demand, HeldDevices named, HeldBuilder held) {
        if (!adoptNamed(unitsOf(demand), memoryOf(demand), named, held)) {
            if (fits(demand)) {
                choose(demand, held);
            } else {
                force(unitsOf(demand), memoryOf(demand), held);
            }
        }
    }

    private boolean adoptNamed(
            long wanted, long wantedMemory, HeldDevices named, HeldBuilder held) {
        long missing = wanted;
        long missingMemory = wantedMemory;
        for (int i = 0; i < named.size(); i++) {
            if (named.kind(i) == unitsKind) {
                missing -= named.units(i);
                missingMemory -= memoryKind < 0 ? 0 : named.memory(i);
                if (position(named.index(i)) < 0) {
                    return false;
                }
            }
        }
        if (missing != 0 || missingMemory != 0) {
            return false;
        }
        for (int i = 0; i < named.size(); i++) {
            if (named.kind(i) == unitsKind) {
                held.add(unitsKind, named.index(i), named.units(i), named.memory(i));
            }
        }
        return true;
    }

    /** Lays a demand on the devices with the most left, though it does not fit. */
    private void force(long wanted, long wantedMemory, HeldBuilder held) {
        long each =
                wanted <= whole
                        ? wantedMemory
                        : DeviceDemand.of(wanted, wantedMemory, whole).memoryOfWhole();
        long left = wanted;
        long leftMemory = wantedMemory;
        for (int i = 0; i < units.length && (left > 0 || leftMemory > 0); i++) {
            long own = Math.min(left, whole);
            boolean last = left <= whole || i + 1 == units.length;
            long ownMemory = last ? leftMemory : Math.min(leftMemory, each);
            add(held, roomiest(held), own, ownMemory);
            left -= own;
            leftMemory -= ownMemory;
        }
    }

    private int roomiest(HeldBuilder chosen) {
        int most = -1;
        for (int i = 0; i < units.length; i++) {
            if ((most < 0 || roomier(i, most))
                    && !chosen.has(unitsKind, group.devices().get(i).index())) {
                most = i;
            }
        }
        return most;
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
                || memory[at] > all.memory() - foreignMemory[at]) {
            throw new IllegalStateException(
                    "device %d of kind %d: %d units and %d memory free after giving back %s"
                            .formatted(all.index(), unitsKind, units[at], memory[at], held));
        }
    }

    void leastOf(DeviceKindRoom other) {
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
    void observe(List<DeviceReport> reported, DeviceKindRoom ours) {
        for (int i = 0; i < units.length; i++) {
            units[i] += foreignUnits[i];
            memory[i] += foreignMemory[i];
        }
        Arrays.fill(foreignUnits, 0);
        Arrays.fill(foreignMemory, 0);
        Arrays.fill(closed, false);
        for (DeviceReport device : reported) {
            int at = position(device.index());
            if (at >= 0) {
                Device all = group.devices().get(at);
                closed[at] = !device.healthy();
                foreignUnits[at] = foreign(device.usedUnits(), all.units() - ours.units[at]);
                foreignMemory[at] = foreign(device.usedMemory(), all.memory() - ours.memory[at]);
            }
        }
        for (int i = 0; i < units.length; i++) {
            units[i] -= foreignUnits[i];
            memory[i] -= foreignMemory[i];
        }
    }

    private static long foreign(Double used, long own) {
        return used == null ? 0 : Math.max(0, Quantity.of(used) - own);
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

    /**
     * What a demand could get of a kind at best, of devices that have the rest of it; {@link
     * Long#MAX_VALUE} if they do not limit it.
     */
    long offered(ResourceDemand demand, int kind) {
        if (amounts(kind) == null) {
            return Long.MAX_VALUE;
        }
        long wanted = unitsOf(demand);
        long wantedMemory = memoryOf(demand);
        if (wanted > whole) {
            DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
            long each = kind == unitsKind ? whole : parts.memoryOfWhole();
            long sum = 0;
            for (int i = 0; i < units.length; i++) {
                sum += holds(i, whole, parts.memoryOfWhole()) ? each : 0;
            }
            return sum;
        }
        long most = 0;
        for (int i = 0; i < units.length; i++) {
            if (kind == unitsKind && holds(i, 0, wantedMemory)) {
                most = Math.max(most, units[i]);
            } else if (kind != unitsKind && holds(i, wanted, 0)) {
                most = Math.max(most, memory[i]);
            }
        }
        return most;
    }

    private long[] amounts(int kind) {
        return kind == unitsKind ? units : kind == memoryKind ? memory : null;
    }

    /** How many of a demand fit side by side, at most {@code most}. */
    int slots(ResourceDemand demand, int most) {
        long wanted = unitsOf(demand);
        long wantedMemory = memoryOf(demand);
        if (wanted == 0 && wantedMemory == 0) {
            return most;
        }
        if (wanted <= whole) {
            return slotsOfShares(wanted, wantedMemory, most);
        }
        DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
        return parts.part() > 0 ? slotsOfParts(demand, most) : slotsOfWholes(parts, most);
    }

    private int slotsOfShares(long wanted, long wantedMemory, int most) {
        long sum = 0;
        for (int i = 0; i < units.length && sum < most; i++) {
            if (holds(i, wanted, wantedMemory)) {
                long ofUnits = wanted == 0 ? most : units[i] / wanted;
                long ofMemory = wantedMemory == 0 ? most : memory[i] / wantedMemory;
                sum += Math.min(ofUnits, ofMemory);
            }
        }
        return (int) Math.min(most, sum);
    }

    private int slotsOfWholes(DeviceDemand parts, int most) {
        long wholes = 0;
        for (int i = 0; i < units.length; i++) {
            wholes += holds(i, whole, parts.memoryOfWhole()) ? 1 : 0;
        }
        return (int) Math.min(most, wholes / parts.wholes());
    }

    private int slotsOfParts(ResourceDemand demand, int most) {
        DeviceKindRoom left = copy();
        int slots = 0;
        while (slots < most && left.fits(demand)) {
            HeldBuilder held = new HeldBuilder();
            left.choose(demand, held);
            left.take(held.held());
            slots++;
        }
        return slots;
    }

    int size() {
        return units.length;
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

    /** Idle units of devices that none of the demands could use, as a share or one of several. */
    long stranded(List<ResourceDemand> demands) {
        long sum = 0;
        for (int i = 0; i < units.length; i++) {
            boolean useful = false;
            for (int d = 0; d < demands.size() && !useful; d++) {
                useful = holdsPart(i, unitsOf(demands.get(d)), memoryOf(demands.get(d)));
            }
            sum += useful || closed[i] ? 0 : Math.max(0, units[i]);
        }
        return sum;
    }

    private boolean holdsPart(int device, long wanted, long wantedMemory) {
        if (wanted <= whole) {
            return holds(device, wanted, wantedMemory);
        }
        DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
        return holds(device, whole, parts.memoryOfWhole())
                || parts.part() > 0 && holds(device, parts.part(), parts.memoryOfPart());
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
}
