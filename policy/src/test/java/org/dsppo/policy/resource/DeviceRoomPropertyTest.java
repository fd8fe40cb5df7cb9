package org.dsppo.policy.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.DeviceShare;

/**
 * Random tasks come and go on random devices, beside a reference that keeps nothing but what each
 * device is used for and tries all sets of devices.
 */
class DeviceRoomPropertyTest {

    private static final ResourceSpace SPACE = new ResourceSpace(List.of("gpu", "gpumem"));
    private static final double[] UNITS = {0, 0.142857, 0.15, 0.25, 0.5, 0.6, 1, 1.5, 2, 2.25, 3};
    private static final double[] MEMORY = {0, 1, 3, 4.5, 7, 10, 16, 21};

    private final List<long[]> free = new ArrayList<>();
    private final List<Boolean> open = new ArrayList<>();

    @Property(tries = 300)
    void neverOverADeviceAndExactlyRestored(@ForAll Random random) {
        List<DeviceReport> devices = devices(random);
        DeviceRoom room =
                new DeviceRoom(
                        DeviceLayout.of(
                                SPACE,
                                List.of(new AcceleratorKind("gpu", "gpumem", null)),
                                Map.of(),
                                Map.of("gpu", new DeviceReports(devices))));
        room.observe(Map.of("gpu", new DeviceReports(devices)), SPACE, List.of());
        List<HeldDevices> held = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (!held.isEmpty() && random.nextInt(3) == 0) {
                HeldDevices ended = held.remove(random.nextInt(held.size()));
                room.give(ended);
                use(ended, 1);
            } else {
                place(room, demand(random), held);
            }
            assertThat(room.free(0)).isEqualTo(sum(0));
            assertThat(room.free(1)).isEqualTo(sum(1));
            assertThat(free).allMatch(each -> each[0] >= 0 && each[1] >= 0);
        }
        held.forEach(room::give);
        held.forEach(each -> use(each, 1));
        for (int i = 0; i < devices.size(); i++) {
            assertThat(free.get(i)[0]).isEqualTo(1_000_000);
            assertThat(free.get(i)[1]).isEqualTo(Math.round(devices.get(i).memory() * 1e6));
        }
        assertThat(room.free(0)).isEqualTo(sum(0));
    }

    private List<DeviceReport> devices(Random random) {
        free.clear();
        open.clear();
        List<DeviceReport> devices = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            double memory = random.nextBoolean() ? 10 : 16;
            boolean healthy = random.nextInt(8) > 0;
            devices.add(new DeviceReport(i, 1, memory, null, null, healthy));
            free.add(new long[] {1_000_000, Math.round(memory * 1e6)});
            open.add(healthy);
        }
        return devices;
    }

    private static ResourceDemand demand(Random random) {
        return SPACE.demand(
                Map.of(
                        "gpu",
                        UNITS[random.nextInt(UNITS.length)],
                        "gpumem",
                        MEMORY[random.nextInt(MEMORY.length)]));
    }

    private void place(DeviceRoom room, ResourceDemand demand, List<HeldDevices> held) {
        boolean possible = possible(demand.amountOf(0), demand.amountOf(1));
        assertThat(room.fits(demand)).as("%s into %s", demand, free).isEqualTo(possible);
        HeldDevices chosen = room.choose(demand);
        assertThat(chosen != null).isEqualTo(possible);
        int slots = room.slots(demand, 1000);
        assertThat(slots > 0).isEqualTo(possible);
        if (chosen == null) {
            return;
        }
        assertThat(room.fits(demand, chosen)).isTrue();
        assertLawful(demand, chosen);
        assertThat(HeldDevices.of(chosen.shares(SPACE), SPACE)).isEqualTo(chosen);
        assertThat(room.adopt(demand, chosen)).isEqualTo(chosen);
        room.take(chosen);
        use(chosen, -1);
        held.add(chosen);
        if (demand.size() > 0) {
            assertThat(room.slots(demand, 1000)).isLessThan(slots);
        }
    }

    /** The rules of the format, as whoever audits a run reads them. */
    private void assertLawful(ResourceDemand demand, HeldDevices chosen) {
        long units = 0;
        long memory = 0;
        int parts = 0;
        List<DeviceShare> shares = chosen.shares(SPACE);
        for (int i = 0; i < chosen.size(); i++) {
            units += chosen.units(i);
            memory += chosen.memory(i);
            parts += chosen.units(i) < 1_000_000 ? 1 : 0;
            assertThat(open.get(chosen.index(i))).isTrue();
        }
        assertThat(units).isEqualTo(demand.amountOf(0));
        assertThat(memory).isEqualTo(demand.amountOf(1));
        assertThat(parts).isLessThanOrEqualTo(1);
        if (units <= 1_000_000) {
            assertThat(chosen.size()).isEqualTo(demand.size() == 0 ? 0 : 1);
        } else {
            assertThat(shares.stream().map(DeviceShare::index).distinct()).hasSize(chosen.size());
            for (int i = 0; i < chosen.size(); i++) {
                double proportion = (double) memory * chosen.units(i) / units;
                assertThat(Math.abs(chosen.memory(i) - proportion)).isLessThan(chosen.size());
            }
        }
    }

    private void use(HeldDevices held, int sign) {
        for (int i = 0; i < held.size(); i++) {
            free.get(held.index(i))[0] += sign * held.units(i);
            free.get(held.index(i))[1] += sign * held.memory(i);
        }
    }

    private long sum(int amount) {
        long sum = 0;
        for (int i = 0; i < free.size(); i++) {
            sum += open.get(i) ? free.get(i)[amount] : 0;
        }
        return sum;
    }

    /** Tries all sets of devices. */
    private boolean possible(long units, long memory) {
        if (units == 0 && memory == 0) {
            return true;
        }
        if (units <= 1_000_000) {
            return anyDevice(0, units, memory);
        }
        long wholes = units / 1_000_000;
        long part = units % 1_000_000;
        double each = memory * 1e6 / units;
        for (int set = 0; set < 1 << free.size(); set++) {
            boolean fits = Integer.bitCount(set) == wholes;
            for (int i = 0; fits && i < free.size(); i++) {
                fits = (set >> i & 1) == 0 || has(i, 1_000_000, each);
            }
            if (fits && (part == 0 || anyDevice(set, part, memory - wholes * each))) {
                return true;
            }
        }
        return false;
    }

    private boolean anyDevice(int butNot, long units, double memory) {
        for (int i = 0; i < free.size(); i++) {
            if ((butNot >> i & 1) == 0 && has(i, units, memory)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(int device, long units, double memory) {
        return open.get(device)
                && free.get(device)[0] >= units
                && free.get(device)[1] >= memory - 1e-3;
    }
}
