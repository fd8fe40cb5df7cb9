package org.dsppo.operators.node;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.RunningAttempt;

/** Which differences between two states of a node matter to placement. */
final class ChangeThreshold {
    private ChangeThreshold() {}

    /**
     * @param tolerance difference of a capacity or a used amount, as a part of the capacity, that
     *     does not matter
     */
    static boolean exceeded(NodeChanged before, NodeChanged after, double tolerance) {
        return before.condition() != after.condition()
                || !before.cell().equals(after.cell())
                || !before.cluster().equals(after.cluster())
                || !Objects.equals(before.labels(), after.labels())
                || resized(before.capacity(), after.capacity(), tolerance)
                || !expected(before).equals(expected(after))
                || !sameAttempts(before.running(), after.running())
                || moved(before.used(), after, tolerance)
                || devicesMoved(before.devices(), after.devices(), tolerance);
    }

    /** True if other resources are there or the amount of one differs. */
    private static boolean resized(
            Map<String, Double> before, Map<String, Double> after, double tolerance) {
        if (!before.keySet().equals(after.keySet())) {
            return true;
        }
        for (Map.Entry<String, Double> each : before.entrySet()) {
            double amount = each.getValue();
            if (moved(amount, after.get(each.getKey()), tolerance * amount)) {
                return true;
            }
        }
        return false;
    }

    /** True if there are other devices, one went into or out of service, or its use moved. */
    private static boolean devicesMoved(
            Map<String, DeviceReports> before, Map<String, DeviceReports> after, double tolerance) {
        if (!before.keySet().equals(after.keySet())) {
            return true;
        }
        for (String kind : before.keySet()) {
            List<DeviceReport> then = before.get(kind).each();
            List<DeviceReport> now = after.get(kind).each();
            for (int i = 0; then.size() == now.size() && i < then.size(); i++) {
                if (deviceMoved(then.get(i), now.get(i), tolerance)) {
                    return true;
                }
            }
            if (then.size() != now.size()) {
                return true;
            }
        }
        return false;
    }

    private static boolean deviceMoved(DeviceReport then, DeviceReport now, double tolerance) {
        return then.index() != now.index()
                || then.units() != now.units()
                || moved(then.memory(), now.memory(), tolerance * memory(then))
                || then.healthy() != now.healthy()
                || moved(then.usedUnits(), now.usedUnits(), tolerance * now.units())
                || moved(then.usedMemory(), now.usedMemory(), tolerance * memory(now));
    }

    private static double memory(DeviceReport device) {
        return device.memory() == null ? 0 : device.memory();
    }

    private static boolean moved(Double then, Double now, double tolerance) {
        return then == null || now == null
                ? !Objects.equals(then, now)
                : Math.abs(now - then) > tolerance;
    }

    /** Expected run times; absent from snapshots of before there were any. */
    static Map<String, Double> expected(NodeChanged change) {
        return change.expectedMillis() == null ? Map.of() : change.expectedMillis();
    }

    private static boolean sameAttempts(List<RunningAttempt> a, List<RunningAttempt> b) {
        return a.size() == b.size() && new HashSet<>(a).equals(new HashSet<>(b));
    }

    private static boolean moved(Map<String, Double> before, NodeChanged after, double tolerance) {
        Map<String, Double> used = after.used();
        if (before == null || used == null) {
            return before != used;
        }
        Set<String> resources = new HashSet<>(before.keySet());
        resources.addAll(used.keySet());
        for (String resource : resources) {
            double moved =
                    Math.abs(used.getOrDefault(resource, 0.0) - before.getOrDefault(resource, 0.0));
            if (moved > tolerance * after.capacity().getOrDefault(resource, 0.0)) {
                return true;
            }
        }
        return false;
    }
}
