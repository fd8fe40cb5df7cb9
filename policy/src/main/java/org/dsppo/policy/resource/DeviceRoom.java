package org.dsppo.policy.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.node.DeviceReports;

/**
 * What each device of a node has free, of those that are shared singly, in millionths. A demand of
 * at most one device lies on one device, a larger one on whole devices and at most one part, memory
 * in proportion; memory without units lies on one device. Which devices those are is best fit: the
 * least units left, then the least memory, then the lowest index.
 */
public final class DeviceRoom {

    private final DeviceLayout layout;
    private final DeviceStock[] stocks;
    private final DeviceFit[] fits;

    /** Devices that nobody uses. */
    public DeviceRoom(DeviceLayout layout) {
        this(layout, layout.groups().stream().map(DeviceStock::new).toArray(DeviceStock[]::new));
    }

    private DeviceRoom(DeviceLayout layout, DeviceStock[] stocks) {
        this.layout = layout;
        this.stocks = stocks;
        this.fits = new DeviceFit[stocks.length];
        for (int k = 0; k < stocks.length; k++) {
            fits[k] = new DeviceFit(stocks[k]);
        }
    }

    /** The same room, to be changed on its own. */
    public DeviceRoom copy() {
        DeviceStock[] copies = new DeviceStock[stocks.length];
        for (int k = 0; k < copies.length; k++) {
            copies[k] = stocks[k].copy();
        }
        return new DeviceRoom(layout, copies);
    }

    /** The devices. */
    public DeviceLayout layout() {
        return layout;
    }

    /** True if the demand lies on devices that are free now. */
    public boolean fits(ResourceDemand demand) {
        for (DeviceFit kind : fits) {
            if (!kind.fits(demand)) {
                return false;
            }
        }
        return true;
    }

    /** The devices that a demand gets, or null if it does not fit. */
    public HeldDevices choose(ResourceDemand demand) {
        if (!fits(demand)) {
            return null;
        }
        HeldBuilder held = new HeldBuilder();
        for (DeviceFit kind : fits) {
            kind.choose(demand, held);
        }
        return held.held();
    }

    /**
     * All ways to place a demand that differ in what they leave: every device that a share fits on,
     * devices with equal room once; one way for what is larger or of several kinds.
     */
    public List<HeldDevices> choices(ResourceDemand demand) {
        HeldDevices first = choose(demand);
        if (first == null || first.size() != 1) {
            return first == null ? List.of() : List.of(first);
        }
        List<HeldDevices> ways = new ArrayList<>();
        for (int k = 0; k < stocks.length; k++) {
            if (stocks[k].unitsKind == first.kind(0)) {
                fits[k].choices(first.units(0), first.memory(0), ways);
            }
        }
        return ways;
    }

    /** True if these devices make up a demand as it may lie on devices, and are free now. */
    public boolean fits(ResourceDemand demand, HeldDevices chosen) {
        for (DeviceStock kind : stocks) {
            if (!new DeviceAdoption(kind).fits(demand, chosen)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The devices of an attempt that holds them whatever is free: those it names if they are there
     * and make up its demand; else those it would get; else those with the most left.
     */
    public HeldDevices adopt(ResourceDemand demand, HeldDevices named) {
        HeldBuilder held = new HeldBuilder();
        for (DeviceStock kind : stocks) {
            new DeviceAdoption(kind).adopt(demand, named, held);
        }
        return held.held();
    }

    /** Takes devices; whoever calls has seen that they are free, or does not care. */
    public void take(HeldDevices held) {
        for (DeviceStock kind : stocks) {
            kind.take(held);
        }
    }

    /**
     * Gives devices back.
     *
     * @throws IllegalStateException if a device then has more free than it has at all
     */
    public void give(HeldDevices held) {
        for (DeviceStock kind : stocks) {
            kind.give(held);
        }
    }

    /** Leaves of every device the least of what it has here and there; the layouts are the same. */
    public void leastOf(DeviceRoom other) {
        for (int k = 0; k < stocks.length; k++) {
            stocks[k].leastOf(other.stocks[k]);
        }
    }

    /**
     * Takes over what the node says of its devices: which take nothing new, and what of their use
     * our own attempts do not explain.
     *
     * @param reported devices by kind; those it does not list are as if nobody else used them
     * @param own what our attempts hold that the node lists
     */
    public void observe(
            Map<String, DeviceReports> reported, ResourceSpace space, Collection<HeldDevices> own) {
        DeviceRoom ours = new DeviceRoom(layout);
        own.forEach(ours::take);
        for (int k = 0; k < stocks.length; k++) {
            String name = space.name(stocks[k].unitsKind);
            stocks[k].observe(
                    reported.getOrDefault(name, DeviceReports.NONE).each(), ours.stocks[k]);
        }
    }

    /** What is in use of each device, by kind, as a node that measures it would report it. */
    public Map<String, DeviceReports> report(ResourceSpace space) {
        Map<String, DeviceReports> reports = new LinkedHashMap<>();
        for (DeviceStock kind : stocks) {
            reports.put(space.name(kind.unitsKind), new DeviceReports(kind.report()));
        }
        return reports;
    }

    /** What others use of a kind, over all devices; 0 for a kind that is not shared singly. */
    public long foreign(int kind) {
        long sum = 0;
        for (DeviceStock each : stocks) {
            sum += each.foreign(kind);
        }
        return sum;
    }

    /** What all devices together have free; {@link Long#MAX_VALUE} if no device limits the kind. */
    public long free(int kind) {
        long free = Long.MAX_VALUE;
        for (DeviceStock each : stocks) {
            free = Math.min(free, each.free(kind));
        }
        return free;
    }

    /**
     * What a demand could get of a kind at best, of devices that have the rest of it; {@link
     * Long#MAX_VALUE} if no device limits the kind.
     */
    public long offered(ResourceDemand demand, int kind) {
        long offered = Long.MAX_VALUE;
        for (DeviceFit each : fits) {
            offered = Math.min(offered, each.offered(demand, kind));
        }
        return offered;
    }

    /** How many of a demand fit side by side, at most {@code most}. */
    public int slots(ResourceDemand demand, int most) {
        int slots = most;
        for (int k = 0; k < fits.length && slots > 0; k++) {
            slots = fits[k].slots(demand, slots);
        }
        return slots;
    }

    /** True if single devices are counted by the kind. */
    public boolean counts(int kind) {
        for (DeviceStock each : stocks) {
            if (each.unitsKind == kind) {
                return true;
            }
        }
        return false;
    }

    /**
     * Idle units of the kind's devices that none of the demands could use, neither as a share nor
     * as one of several.
     */
    public long stranded(int kind, List<ResourceDemand> demands) {
        long sum = 0;
        for (int k = 0; k < stocks.length; k++) {
            sum += stocks[k].unitsKind == kind ? fits[k].stranded(demands) : 0;
        }
        return sum;
    }

    /** Number of devices of all kinds. */
    public int size() {
        int size = 0;
        for (DeviceStock kind : stocks) {
            size += kind.size();
        }
        return size;
    }

    /**
     * Position of a held device among all of them.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public int position(HeldDevices held, int i) {
        int before = 0;
        for (DeviceStock kind : stocks) {
            int at = kind.unitsKind == held.kind(i) ? kind.position(held.index(i)) : -1;
            if (at >= 0) {
                return before + at;
            }
            before += kind.size();
        }
        throw new IllegalArgumentException(
                "device %d of kind %d is none of %s"
                        .formatted(held.index(i), held.kind(i), layout));
    }

    /** Writes units and memory of one device after another, as they are free. */
    public void read(long[] into, int offset) {
        int at = offset;
        for (DeviceStock kind : stocks) {
            at = kind.read(into, at);
        }
    }

    /** Sets what is free to what {@link #read} writes. */
    public void write(long[] from, int offset) {
        int at = offset;
        for (DeviceStock kind : stocks) {
            at = kind.write(from, at);
        }
    }
}
