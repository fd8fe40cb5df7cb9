package org.dsppo.policy.resource;

import java.util.List;
import org.dsppo.policy.resource.DeviceLayout.Group;

/** Where a demand fits on the devices of one kind, and which of them it gets. */
final class DeviceFit {

    private final DeviceStock stock;
    private final Group group;
    private final long whole;

    DeviceFit(DeviceStock stock) {
        this.stock = stock;
        this.group = stock.group;
        this.whole = stock.whole;
    }

    boolean fits(ResourceDemand demand) {
        long wanted = stock.unitsOf(demand);
        long wantedMemory = stock.memoryOf(demand);
        if (wanted == 0 && wantedMemory == 0) {
            return true;
        }
        return wanted <= whole
                ? fitsOnOne(wanted, wantedMemory)
                : fits(DeviceDemand.of(wanted, wantedMemory, whole));
    }

    private boolean fitsOnOne(long wanted, long wantedMemory) {
        for (int i = 0; i < stock.size(); i++) {
            if (stock.holds(i, wanted, wantedMemory)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(DeviceDemand parts) {
        long wholes = 0;
        boolean partFits = parts.part() == 0;
        for (int i = 0; i < stock.size(); i++) {
            if (stock.holds(i, whole, parts.memoryOfWhole())) {
                wholes++;
            } else {
                partFits = partFits || stock.holds(i, parts.part(), parts.memoryOfPart());
            }
        }
        return wholes > parts.wholes() || wholes == parts.wholes() && partFits;
    }

    /** Adds the devices that a demand gets; it fits. */
    void choose(ResourceDemand demand, HeldBuilder held) {
        long wanted = stock.unitsOf(demand);
        long wantedMemory = stock.memoryOf(demand);
        if (wanted == 0 && wantedMemory == 0) {
            return;
        }
        if (wanted <= whole) {
            stock.add(held, best(wanted, wantedMemory, held), wanted, wantedMemory);
            return;
        }
        DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
        if (parts.part() > 0) {
            // First, as it takes a device that is in use already if there is one.
            int device = best(parts.part(), parts.memoryOfPart(), held);
            stock.add(held, device, parts.part(), parts.memoryOfPart());
        }
        long left = wantedMemory - parts.memoryOfPart();
        for (long i = 0; i < parts.wholes(); i++) {
            long own = Math.min(left, parts.memoryOfWhole());
            stock.add(held, best(whole, parts.memoryOfWhole(), held), whole, own);
            left -= own;
        }
    }

    /** Best fit among the devices that are not chosen yet; -1 for none. */
    private int best(long wanted, long wantedMemory, HeldBuilder chosen) {
        int best = -1;
        for (int i = 0; i < stock.size(); i++) {
            if (stock.holds(i, wanted, wantedMemory)
                    && (best < 0 || stock.roomier(best, i))
                    && !chosen.has(stock.unitsKind, group.devices().get(i).index())) {
                best = i;
            }
        }
        return best;
    }

    /** Adds each device that a share could lie on, those with equal room once. */
    void choices(long wanted, long wantedMemory, List<HeldDevices> into) {
        for (int i = 0; i < stock.size(); i++) {
            if (stock.holds(i, wanted, wantedMemory) && !hasTwinBefore(i)) {
                HeldBuilder held = new HeldBuilder();
                stock.add(held, i, wanted, wantedMemory);
                into.add(held.held());
            }
        }
    }

    private boolean hasTwinBefore(int device) {
        for (int i = 0; i < device; i++) {
            if (!stock.isClosed(i)
                    && stock.units[i] == stock.units[device]
                    && stock.memory[i] == stock.memory[device]) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a demand could get of a kind at best, of devices that have the rest of it; {@link
     * Long#MAX_VALUE} if they do not limit it.
     */
    long offered(ResourceDemand demand, int kind) {
        if (stock.amounts(kind) == null) {
            return Long.MAX_VALUE;
        }
        long wanted = stock.unitsOf(demand);
        long wantedMemory = stock.memoryOf(demand);
        if (wanted > whole) {
            DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
            long each = kind == stock.unitsKind ? whole : parts.memoryOfWhole();
            long sum = 0;
            for (int i = 0; i < stock.size(); i++) {
                sum += stock.holds(i, whole, parts.memoryOfWhole()) ? each : 0;
            }
            return sum;
        }
        long most = 0;
        for (int i = 0; i < stock.size(); i++) {
            if (kind == stock.unitsKind && stock.holds(i, 0, wantedMemory)) {
                most = Math.max(most, stock.units[i]);
            } else if (kind != stock.unitsKind && stock.holds(i, wanted, 0)) {
                most = Math.max(most, stock.memory[i]);
            }
        }
        return most;
    }

    /** How many of a demand fit side by side, at most {@code most}. */
    int slots(ResourceDemand demand, int most) {
        long wanted = stock.unitsOf(demand);
        long wantedMemory = stock.memoryOf(demand);
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
        for (int i = 0; i < stock.size() && sum < most; i++) {
            if (stock.holds(i, wanted, wantedMemory)) {
                long ofUnits = wanted == 0 ? most : stock.units[i] / wanted;
                long ofMemory = wantedMemory == 0 ? most : stock.memory[i] / wantedMemory;
                sum += Math.min(ofUnits, ofMemory);
            }
        }
        return (int) Math.min(most, sum);
    }

    private int slotsOfWholes(DeviceDemand parts, int most) {
        long wholes = 0;
        for (int i = 0; i < stock.size(); i++) {
            wholes += stock.holds(i, whole, parts.memoryOfWhole()) ? 1 : 0;
        }
        return (int) Math.min(most, wholes / parts.wholes());
    }

    private int slotsOfParts(ResourceDemand demand, int most) {
        DeviceStock left = stock.copy();
        DeviceFit rest = new DeviceFit(left);
        int slots = 0;
        while (slots < most && rest.fits(demand)) {
            HeldBuilder held = new HeldBuilder();
            rest.choose(demand, held);
            left.take(held.held());
            slots++;
        }
        return slots;
    }

    /** Idle units of devices that none of the demands could use, as a share or one of several. */
    long stranded(List<ResourceDemand> demands) {
        long sum = 0;
        for (int i = 0; i < stock.size(); i++) {
            boolean useful = false;
            for (int d = 0; d < demands.size() && !useful; d++) {
                useful =
                        holdsPart(i, stock.unitsOf(demands.get(d)), stock.memoryOf(demands.get(d)));
            }
            sum += useful || stock.isClosed(i) ? 0 : Math.max(0, stock.units[i]);
        }
        return sum;
    }

    private boolean holdsPart(int device, long wanted, long wantedMemory) {
        if (wanted <= whole) {
            return stock.holds(device, wanted, wantedMemory);
        }
        DeviceDemand parts = DeviceDemand.of(wanted, wantedMemory, whole);
        return stock.holds(device, whole, parts.memoryOfWhole())
                || parts.part() > 0 && stock.holds(device, parts.part(), parts.memoryOfPart());
    }
}
