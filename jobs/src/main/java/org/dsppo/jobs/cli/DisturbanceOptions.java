package org.dsppo.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.emulator.NodeDisturbance;
import org.dsppo.jobs.emulator.NodeDisturbance.Kind;
import org.dsppo.schemas.catalogue.Catalogue;
import picocli.CommandLine.Option;

/** What goes wrong with the devices, on request. */
final class DisturbanceOptions {

    @Option(
            names = "--fail-node",
            paramLabel = "NODE@FROM[-TO]",
            description =
                    "A node stops dead and loses what it runs, such as edge-03@300s or edge-03@300s-600s;"
                            + " trace time. May be repeated.")
    private List<String> failures = new ArrayList<>();

    @Option(
            names = "--drain",
            paramLabel = "NODE@FROM[-TO]",
            description = "A node finishes what it runs and takes nothing new. May be repeated.")
    private List<String> drains = new ArrayList<>();

    @Option(
            names = "--lose-heartbeats",
            paramLabel = "NODE@FROM[-TO]",
            description =
                    "A node's reports do not get through; it kills what it runs before the scheduler"
                            + " gives it up. May be repeated.")
    private List<String> silences = new ArrayList<>();

    @Option(
            names = "--fail-tasks",
            paramLabel = "PERCENT",
            defaultValue = "0%",
            description = "Share of attempts that fail before their end, such as 1%%.")
    private String failedTasks;

    /**
     * @throws UserErrorException if one cannot be read or names a node that does not exist
     */
    List<NodeDisturbance> disturbances(Catalogue catalogue) {
        List<NodeDisturbance> all = new ArrayList<>();
        add(all, "--fail-node", Kind.FAIL, failures, catalogue);
        add(all, "--drain", Kind.DRAIN, drains, catalogue);
        add(all, "--lose-heartbeats", Kind.LOSE_HEARTBEATS, silences, catalogue);
        return all;
    }

    private static void add(
            List<NodeDisturbance> all,
            String option,
            Kind kind,
            List<String> texts,
            Catalogue catalogue) {
        for (String text : texts) {
            try {
                NodeDisturbance disturbance = NodeDisturbance.parse(kind, text);
                disturbance.node(catalogue);
                all.add(disturbance);
            } catch (IllegalArgumentException e) {
                throw new UserErrorException(option + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Share of attempts that fail, 0 to 1.
     *
     * @throws UserErrorException if it is no percentage
     */
    double failureShare() {
        String number =
                failedTasks.endsWith("%")
                        ? failedTasks.substring(0, failedTasks.length() - 1)
                        : failedTasks;
        try {
            double percent = Double.parseDouble(number);
            if (percent >= 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a number out of range.
        }
        throw new UserErrorException(
                "--fail-tasks is %s, expected a percentage from 0%% to 100%%"
                        .formatted(failedTasks));
    }
}
