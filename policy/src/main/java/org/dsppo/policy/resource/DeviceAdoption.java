package org.dsppo.policy.resource;

/**
 * The devices of one kind that an attempt holds by what is said of it, whatever is free, and
 * whether devices that were named make up a demand.
 */
final class DeviceAdoption {

    private final DeviceStock stock;
    private final long whole;

    DeviceAdoption(DeviceStock stock) {
        this.stock = stock;
        this.whole = stock.whole;
    }

    /** True if the devices of this kind among the chosen make up a demand and are free. */
    boolean fits(ResourceDemand demand, HeldDevices chosen) {
        HeldBuilder named = new HeldBuilder();
        if (!adoptNamed(stock.unitsOf(demand), stock.memoryOf(demand), chosen, named)) {
            return false;
        }
        HeldDevices held = named.held();
        int parts = 0;
        for (int i = 0; i < held.size(); i++) {
            if (!stock.holds(stock.position(held.index(i)), held.units(i), held.memory(i))) {
                return false;
            }
            parts += held.units(i) < whole ? 1 : 0;
        }
        return held.size() <= 1 || stock.unitsOf(demand) > whole && parts <= 1;
    }

    /** Adds the devices of a demand that holds some whatever is free. */
    void adopt(ResourceDemand demand, HeldDevices named, HeldBuilder held) {
        if (!adoptNamed(stock.unitsOf(demand), stock.memoryOf(demand), named, held)) {
            DeviceFit fit = new DeviceFit(stock);
            if (fit.fits(demand)) {
                fit.choose(demand, held);
            } else {
                force(stock.unitsOf(demand), stock.memoryOf(demand), held);
            }
        }
    }

    private boolean adoptNamed(
            long wanted, long wantedMemory, HeldDevices named, HeldBuilder held) {
        long missing = wanted;
        long missingMemory = wantedMemory;
        for (int i = 0; i < named.size(); i++) {
            if (named.kind(i) == stock.unitsKind) {
                missing -= named.units(i);
                missingMemory -= stock.memoryKind < 0 ? 0 : named.memory(i);
                if (stock.position(named.index(i)) < 0) {
                    return false;
                }
            }
        }
        if (missing != 0 || missingMemory != 0) {
            return false;
        }
        for (int i = 0; i < named.size(); i++) {
            if (named.kind(i) == stock.unitsKind) {
                held.add(stock.unitsKind, named.index(i), named.units(i), named.memory(i));
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
        for (int i = 0; i < stock.size() && (left > 0 || leftMemory > 0); i++) {
            long own = Math.min(left, whole);
            boolean last = left <= whole || i + 1 == stock.size();
            long ownMemory = last ? leftMemory : Math.min(leftMemory, each);
            stock.add(held, roomiest(held), own, ownMemory);
            left -= own;
            leftMemory -= ownMemory;
        }
    }

    private int roomiest(HeldBuilder chosen) {
        int most = -1;
        for (int i = 0; i < stock.size(); i++) {
            if ((most < 0 || stock.roomier(i, most))
                    && !chosen.has(stock.unitsKind, stock.group.devices().get(i).index())) {
                most = i;
            }
        }
        return most;
    }
}
