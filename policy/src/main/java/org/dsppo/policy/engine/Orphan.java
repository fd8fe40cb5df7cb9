package org.dsppo.policy.engine;

import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;

/** An attempt that was given up but keeps its reservation until its node no longer lists it. */
final class Orphan {

    private final String taskId;
    private final int attempt;
    private final NodeLedger node;
    private final ResourceDemand reserved;
    private final HeldDevices devices;
    private final long orphanedAtMillis;
    private boolean told;

    Orphan(
            String taskId,
            int attempt,
            NodeLedger node,
            ResourceDemand reserved,
            HeldDevices devices,
            long orphanedAtMillis) {
        this.taskId = taskId;
        this.attempt = attempt;
        this.node = node;
        this.reserved = reserved;
        this.devices = devices;
        this.orphanedAtMillis = orphanedAtMillis;
    }

    OrphanState state(ResourceSpace space) {
        return new OrphanState(
                taskId,
                attempt,
                node.nodeId(),
                reserved.toMillionths(space),
                devices.shares(space),
                orphanedAtMillis);
    }

    static String key(String taskId, int attempt) {
        return taskId + '#' + attempt;
    }

    String key() {
        return key(taskId, attempt);
    }

    String taskId() {
        return taskId;
    }

    int attempt() {
        return attempt;
    }

    NodeLedger node() {
        return node;
    }

    ResourceDemand reserved() {
        return reserved;
    }

    HeldDevices devices() {
        return devices;
    }

    long orphanedAtMillis() {
        return orphanedAtMillis;
    }

    /** True the first time only: an executor is told once to stop it. */
    boolean tellOnce() {
        boolean first = !told;
        told = true;
        return first;
    }
}
