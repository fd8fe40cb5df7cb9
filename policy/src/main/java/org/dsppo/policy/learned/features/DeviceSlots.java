package org.dsppo.policy.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.resource.DeviceLayout;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * What demands ask of single devices, numbered: many demands that differ otherwise ask the same of
 * them, and need to be tried only once.
 */
final class DeviceSlots {

    /** The number of a demand that asks for no device. */
    static final int NONE = -1;

    private static final int UNCOUNTED = -1;

    private final DeviceLayout layout;
    private final int most;
    private final Map<List<Long>, Integer> numbers = new HashMap<>();
    private final List<ResourceDemand> examples = new ArrayList<>();
    private int[] counted = {};
    private DeviceRoom room;

    /**
     * @param layout of all nodes of a pool
     * @param most more than this of a demand are not counted
     */
    DeviceSlots(DeviceLayout layout, int most) {
        this.layout = layout;
        this.most = most;
    }

    /** The number of what a demand asks of devices. */
    int number(ResourceDemand demand) {
        List<Long> asked = new ArrayList<>();
        for (DeviceLayout.Group group : layout.groups()) {
            asked.add(demand.amountOf(group.unitsKind()));
            asked.add(group.memoryKind() < 0 ? 0 : demand.amountOf(group.memoryKind()));
        }
        if (asked.stream().allMatch(each -> each == 0)) {
            return NONE;
        }
        return numbers.computeIfAbsent(
                asked,
                unseen -> {
                    examples.add(demand);
                    counted = Arrays.copyOf(counted, examples.size());
                    return examples.size() - 1;
                });
    }

    /** How many numbers were given. */
    int size() {
        return examples.size();
    }

    /** A demand of that number. */
    ResourceDemand example(int number) {
        return examples.get(number);
    }

    /** Goes on to a node. */
    void read(DeviceRoom devices) {
        room = devices;
        Arrays.fill(counted, UNCOUNTED);
    }

    /** How many of what has this number fit on the node's devices side by side. */
    int slots(int number) {
        if (counted[number] == UNCOUNTED) {
            counted[number] = room.slots(examples.get(number), most);
        }
        return counted[number];
    }
}
