package org.dsppo.policy.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.Sharing;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;

/**
 * The devices of a node that are shared singly: kind after kind, by rising index. Equal layouts of
 * two nodes are equal objects.
 *
 * @param groups the kinds
 */
public record DeviceLayout(List<Group> groups) {

    /** A node of which nothing is shared singly. */
    public static final DeviceLayout NONE = new DeviceLayout(List.of());

    /**
     * The devices of one kind.
     *
     * @param unitsKind position of the resource that counts them
     * @param memoryKind position of the resource that counts their memory, -1 for none
     * @param whole units of a whole device, the largest of the node, millionths
     * @param devices by rising index
     */
    public record Group(int unitsKind, int memoryKind, long whole, List<Device> devices) {}

    /**
     * One device.
     *
     * @param index its number on the node
     * @param units accelerator units it has, millionths
     * @param memory memory it has, millionths; {@link Long#MAX_VALUE} when it is not limited
     */
    public record Device(int index, long units, long memory) {}

    /**
     * The layout of a node.
     *
     * @param accelerators kinds of devices of the catalogue
     * @param listed devices by kind, as the catalogue lists them
     * @param reported devices by kind, as the node reports them, which wins; may be empty
     */
    public static DeviceLayout of(
            ResourceSpace space,
            List<AcceleratorKind> accelerators,
            Map<String, DeviceSpec> listed,
            Map<String, DeviceReports> reported) {
        List<Group> groups = new ArrayList<>();
        for (AcceleratorKind kind : accelerators) {
            List<Device> devices =
                    reported.containsKey(kind.units())
                            ? devices(reported.get(kind.units()).each())
                            : devices(listed.get(kind.units()));
            if (kind.sharing() != Sharing.POOLED && !devices.isEmpty()) {
                int memoryKind = kind.memory() == null ? -1 : space.position(kind.memory());
                long whole = devices.stream().mapToLong(Device::units).max().getAsLong();
                groups.add(new Group(space.position(kind.units()), memoryKind, whole, devices));
            }
        }
        return groups.isEmpty() ? NONE : new DeviceLayout(List.copyOf(groups));
    }

    private static List<Device> devices(List<DeviceReport> reported) {
        return reported.stream()
                .map(each -> device(each.index(), each.units(), each.memory()))
                .sorted(Comparator.comparingInt(Device::index))
                .toList();
    }

    private static List<Device> devices(DeviceSpec listed) {
        List<Device> devices = new ArrayList<>();
        for (int index = 0; listed != null && index < listed.count(); index++) {
            devices.add(device(index, listed.units(), listed.memory()));
        }
        return List.copyOf(devices);
    }

    private static Device device(int index, double units, Double memory) {
        return new Device(
                index, Quantity.of(units), memory == null ? Long.MAX_VALUE : Quantity.of(memory));
    }

    /**
     * True if the other has the same devices, but for memory that differs by little.
     *
     * @param tolerance difference of a device's memory, as a part of it, that does not matter
     */
    public boolean isNear(DeviceLayout other, double tolerance) {
        if (groups.size() != other.groups.size()) {
            return false;
        }
        for (int g = 0; g < groups.size(); g++) {
            if (!isNear(groups.get(g), other.groups.get(g), tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(Group one, Group two, double tolerance) {
        if (one.unitsKind != two.unitsKind || one.devices.size() != two.devices.size()) {
            return false;
        }
        for (int i = 0; i < one.devices.size(); i++) {
            Device first = one.devices.get(i);
            Device second = two.devices.get(i);
            if (first.index != second.index
                    || first.units != second.units
                    || Math.abs(first.memory - second.memory) > tolerance * first.memory) {
                return false;
            }
        }
        return true;
    }

    /** True if nothing is shared singly. */
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Number of devices of all kinds. */
    int size() {
        int size = 0;
        for (Group group : groups) {
            size += group.devices().size();
        }
        return size;
    }
}
