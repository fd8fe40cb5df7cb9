package org.dsppo.policy.learned.features;

import java.util.Arrays;
import java.util.List;

/**
 * The work that waits, spread over pools and resources as the prices' linear program would send it:
 * for each how long it would take to do it all.
 */
final class Backlog {

    private final double[] millis;
    private double totalMillis;
    private int tasks;

    Backlog(CellProfile cellProfile) {
        this.millis = new double[cellProfile.pools().size() * cellProfile.kinds()];
    }

    void measure(List<WaitingClass> classes) {
        Arrays.fill(millis, 0);
        totalMillis = 0;
        tasks = 0;
        for (int i = 0; i < classes.size(); i++) {
            WaitingClass each = classes.get(i);
            add(each.profile, each.group.totalRuntimeScale());
            tasks += each.group.size();
        }
    }

    /** A task no longer waits. */
    void left(ClassProfile profile, double scale) {
        add(profile, -scale);
        tasks--;
    }

    private void add(ClassProfile profile, double scale) {
        totalMillis += scale * profile.costMillis;
        List<Option> options = profile.options;
        for (int o = 0; o < options.size(); o++) {
            Option option = options.get(o);
            double tasks = scale * option.flowShare;
            if (tasks != 0) {
                for (int i = 0; i < option.resources.length; i++) {
                    millis[option.resources[i]] += tasks * option.workMillis[i];
                }
            }
        }
    }

    /** Time for the work ahead on what an option needs most, milliseconds. */
    double ahead(Option option) {
        double most = 0;
        for (int resource : option.resources) {
            most = Math.max(most, millis[resource]);
        }
        return most;
    }

    /** Price of all that waits, milliseconds of the whole cell. */
    double totalMillis() {
        return Math.max(0, totalMillis);
    }

    int tasks() {
        return tasks;
    }
}
