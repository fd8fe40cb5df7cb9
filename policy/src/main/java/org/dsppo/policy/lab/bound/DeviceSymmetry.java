package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.resource.DeviceWays;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Which ways to lie on devices come to the same. Two devices that are alike, and on which the same
 * runs until the same times, can change their names from then on, so only one of them is tried.
 */
final class DeviceSymmetry {

    private final DeviceWays devices;

    DeviceSymmetry(DeviceWays devices) {
        this.devices = devices;
    }

    /**
     * The modes of a task, of those that come to the same the first.
     *
     * @param running what has been placed on the node
     * @param from nothing is placed before this instant any more
     */
    List<ExactProblem.JobMode> distinct(
            List<ExactProblem.JobMode> modes, List<NodeSearch.Running> running, long from) {
        if (devices.size() < 2 || modes.size() < 2) {
            return modes;
        }
        int[] twins = twins(running, from);
        Set<List<Object>> seen = new HashSet<>();
        List<ExactProblem.JobMode> distinct = new ArrayList<>();
        for (ExactProblem.JobMode mode : modes) {
            if (seen.add(List.of(mode.strategy(), laid(mode.held(), twins)))) {
                distinct.add(mode);
            }
        }
        return distinct;
    }

    /** By device the first one that is and stays like it. */
    private int[] twins(List<NodeSearch.Running> running, long from) {
        int[] twins = new int[devices.size()];
        for (int device = 0; device < twins.length; device++) {
            twins[device] = device;
            for (int other = devices.twin(device); other < device; other++) {
                if (devices.twin(other) == devices.twin(device)
                        && sameLoad(running, from, device, other)) {
                    twins[device] = other;
                    break;
                }
            }
        }
        return twins;
    }

    private boolean sameLoad(List<NodeSearch.Running> running, long from, int device, int other) {
        return Arrays.equals(load(running, from, device), load(running, from, other));
    }

    /** End, units and memory of what runs on a device, in an order of its own. */
    private String[] load(List<NodeSearch.Running> running, long from, int device) {
        int units = devices.position(device);
        return running.stream()
                .filter(each -> each.end() > from)
                .filter(each -> holds(each.held(), units))
                .map(
                        each ->
                                each.end()
                                        + " "
                                        + each.held().amountOf(units)
                                        + " "
                                        + each.held().amountOf(units + 1))
                .sorted()
                .toArray(String[]::new);
    }

    /** What a task takes, by devices that stand for all that are alike, in an order of its own. */
    private List<String> laid(ResourceDemand held, int[] twins) {
        List<String> laid = new ArrayList<>();
        for (int device = 0; device < twins.length; device++) {
            int units = devices.position(device);
            if (holds(held, units)) {
                laid.add(
                        twins[device]
                                + " "
                                + held.amountOf(units)
                                + " "
                                + held.amountOf(units + 1));
            }
        }
        laid.sort(null);
        return laid;
    }

    private static boolean holds(ResourceDemand held, int units) {
        return held.amountOf(units) > 0 || held.amountOf(units + 1) > 0;
    }
}
