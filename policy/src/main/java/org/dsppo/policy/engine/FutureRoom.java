package org.dsppo.policy.engine;

import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;

/** What a node has free once some of what it holds has ended; the node itself is not touched. */
final class FutureRoom {

    private final NodeRoom room;

    private FutureRoom(NodeLedger node, int kinds) {
        room = node.room(kinds);
    }

    /**
     * When a node will have room for a demand, by the expected ends of what runs there, which may
     * have passed.
     *
     * @return {@link FreeTimes#NOW}, an instant in milliseconds, or {@link FreeTimes#NEVER}
     */
    static long freeAtMillis(NodeLedger node, int kinds, ResourceDemand demand) {
        if (node.fits(demand)) {
            return FreeTimes.NOW;
        }
        if (!node.schedulable()) {
            return FreeTimes.NEVER;
        }
        FutureRoom room = new FutureRoom(node, kinds);
        for (LiveTask task : node.tasksByEnd()) {
            room.release(task);
            if (room.has(demand)) {
                return task.expectedEndMillis();
            }
        }
        return FreeTimes.NEVER;
    }

    /** What a node has free when all has ended that should have by an instant. */
    static FutureRoom at(NodeLedger node, int kinds, long atMillis) {
        FutureRoom room = new FutureRoom(node, kinds);
        for (LiveTask task : node.tasks()) {
            if (task.expectedEndMillis() <= atMillis) {
                room.release(task);
            }
        }
        return room;
    }

    private void release(LiveTask task) {
        room.give(task.demand(), task.devices());
    }

    boolean has(ResourceDemand demand) {
        return room.fits(demand);
    }

    /** Takes a demand away, which may be more than there is, from the devices that fit best. */
    void take(ResourceDemand demand) {
        take(demand, HeldDevices.NONE);
    }

    /** Takes a demand away, which may be more than there is, from these devices if any. */
    void take(ResourceDemand demand, HeldDevices devices) {
        room.take(demand, room.adopt(demand, devices));
    }

    /** The devices that a demand gets that has room on the node both now and here, or null. */
    HeldDevices chosenBeside(NodeLedger node, int kinds, ResourceDemand demand) {
        NodeRoom both = node.room(kinds);
        both.leastOf(room);
        return both.choose(demand);
    }

    /** True if a demand has room here on these devices. */
    boolean has(ResourceDemand demand, HeldDevices devices) {
        return room.fits(demand)
                && (room.devices() == null || room.devices().fits(demand, devices));
    }
}
