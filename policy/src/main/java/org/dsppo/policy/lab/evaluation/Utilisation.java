package org.dsppo.policy.lab.evaluation;

import java.util.HashMap;
import java.util.Map;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;

/** Used share of the nodes' resources over time (paper, equation 11). */
final class Utilisation {

    private final Map<String, Map<String, Double>> capacities = new HashMap<>();
    private final double windowMillis;
    private double total;
    private double window;
    private double lastEndMillis;

    Utilisation(Catalogue catalogue, double windowMillis) {
        this.windowMillis = windowMillis;
        for (NodeSpec node : catalogue.nodes()) {
            Map<String, Double> positive = new HashMap<>(node.capacity());
            positive.values().removeIf(amount -> amount <= 0);
            capacities.put(node.nodeId(), positive);
        }
    }

    void add(ExecutedDecision executed, Map<String, Double> demand) {
        Map<String, Double> capacity = capacities.get(executed.decision().node());
        if (capacity == null) {
            return;
        }
        double share = 0;
        for (Map.Entry<String, Double> wanted : demand.entrySet()) {
            Double available = capacity.get(wanted.getKey());
            share += available == null ? 0 : wanted.getValue() / available;
        }
        share /= Math.max(1, capacity.size());
        double start = executed.startedAtMillis();
        double end = executed.finishedAtMillis();
        total += share * (end - start);
        window += share * Math.max(0, Math.min(end, windowMillis) - Math.min(start, windowMillis));
        lastEndMillis = Math.max(lastEndMillis, end);
    }

    double lastEndMillis() {
        return lastEndMillis;
    }

    double until(double horizonMillis) {
        return horizonMillis <= 0 ? 0 : total / horizonMillis / Math.max(1, capacities.size());
    }

    double inWindow() {
        return window / windowMillis / Math.max(1, capacities.size());
    }
}
