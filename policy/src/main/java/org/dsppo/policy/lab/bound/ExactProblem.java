package org.dsppo.policy.lab.bound;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.DeviceWays;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A small workload in whole units of time: the greatest common divisor of all its times, which are
 * microseconds as in the simulator.
 */
final class ExactProblem {

    static final int MOST_TASKS = 12;
    static final int MOST_NODES = 4;

    /** On one node: some demands have 280 ways to lie on 8 devices, and 51,480 on 16. */
    static final int MOST_DEVICES = 8;

    final List<NodeSpec> nodes;
    final List<DeviceWays> devices = new ArrayList<>();
    final List<long[]> capacities = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    final int kinds;
    final long unitMicros;

    /** A task with its modes; times in units. */
    record Job(TaskSubmitted task, long arrival, List<JobMode> modes) {

        /** True if the other differs in name only. */
        boolean alike(Job other) {
            if (arrival != other.arrival || modes.size() != other.modes.size()) {
                return false;
            }
            for (int c = 0; c < modes.size(); c++) {
                JobMode one = modes.get(c);
                JobMode two = other.modes.get(c);
                if (one.node != two.node
                        || one.runtime != two.runtime
                        || !one.held.equals(two.held)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A strategy on a node and its devices.
     *
     * @param held what it takes of the node, each single device being a resource of its own
     * @param runtime in units
     */
    record JobMode(int node, Strategy strategy, ResourceDemand held, long runtime) {}

    ExactProblem(Workload workload) {
        Catalogue catalogue = workload.catalogue();
        this.nodes = catalogue.nodes();
        ResourceSpace space = new ResourceSpace(catalogue.resources());
        this.kinds = space.size();
        for (NodeSpec node : nodes) {
            devices.add(new DeviceWays(node, space, catalogue.accelerators()));
            capacities.add(devices.get(devices.size() - 1).capacity());
        }
        checkDevices(workload.name());
        Map<String, String> cells = new HashMap<>();
        catalogue.clusters().forEach(cluster -> cells.put(cluster.id(), cluster.cell()));
        List<Job> inMicros = new ArrayList<>();
        for (TaskMessage message : workload.tasks()) {
            if (message.submitted() == null) {
                throw new IllegalArgumentException(
                        "workload %s withdraws task %s, expected submissions only"
                                .formatted(workload.name(), message.taskId()));
            }
            inMicros.add(job(message, catalogue, space, cells));
        }
        checkSize(workload.name(), inMicros.size());
        this.unitMicros = unit(inMicros);
        for (Job job : inMicros) {
            List<JobMode> modes =
                    job.modes.stream()
                            .map(
                                    c ->
                                            new JobMode(
                                                    c.node,
                                                    c.strategy,
                                                    c.held,
                                                    c.runtime / unitMicros))
                            .toList();
            jobs.add(new Job(job.task, job.arrival / unitMicros, modes));
        }
    }

    double millis(long units) {
        return units * (unitMicros / 1000.0);
    }

    /** The last node before this one that differs in name only, or -1. */
    int twinBefore(int node) {
        NodeSpec one = nodes.get(node);
        for (int other = node - 1; other >= 0; other--) {
            NodeSpec two = nodes.get(other);
            if (one.cluster().equals(two.cluster())
                    && one.labels().equals(two.labels())
                    && one.capacity().equals(two.capacity())
                    && one.devices().equals(two.devices())) {
                return other;
            }
        }
        return -1;
    }

    private void checkDevices(String name) {
        for (int node = 0; node < nodes.size(); node++) {
            if (devices.get(node).size() > MOST_DEVICES) {
                throw new IllegalArgumentException(
                        "workload %s has node %s with %d devices that are shared singly, expected at most %d"
                                .formatted(
                                        name,
                                        nodes.get(node).nodeId(),
                                        devices.get(node).size(),
                                        MOST_DEVICES));
            }
        }
    }

    private void checkSize(String name, int tasks) {
        if (tasks < 1 || tasks > MOST_TASKS || nodes.size() > MOST_NODES) {
            throw new IllegalArgumentException(
                    "workload %s has %d tasks and %d nodes, expected 1 to %d tasks and at most %d nodes"
                            .formatted(name, tasks, nodes.size(), MOST_TASKS, MOST_NODES));
        }
    }

    private Job job(
            TaskMessage message,
            Catalogue catalogue,
            ResourceSpace space,
            Map<String, String> cells) {
        TaskSubmitted task = message.submitted();
        List<ExecutionStrategy> strategies =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().getOrDefault(task.taskClass(), List.of());
        List<JobMode> modes = new ArrayList<>();
        for (ExecutionStrategy definition : strategies) {
            Strategy strategy = new Strategy(definition, 0, space);
            if (strategy.elastic() != null) {
                throw new IllegalArgumentException(
                        "strategy %s of task %s is elastic, expected fixed demands"
                                .formatted(strategy.id(), task.taskId()));
            }
            double micros = strategy.exactRuntimeMillis(task.runtimeScale(), null) * 1000;
            for (int node = 0; node < nodes.size(); node++) {
                if (message.cell().equals(cells.get(nodes.get(node).cluster()))
                        && strategy.selects(nodes.get(node).labels())) {
                    for (ResourceDemand held : devices.get(node).ways(strategy.demand())) {
                        modes.add(
                                new JobMode(node, strategy, held, Math.max(1, Math.round(micros))));
                    }
                }
            }
        }
        if (modes.isEmpty()) {
            throw new IllegalArgumentException(
                    "task %s fits on no node, expected tasks that can run"
                            .formatted(task.taskId()));
        }
        return new Job(task, task.submittedAtMillis() * 1000, modes);
    }

    private static long unit(List<Job> jobs) {
        BigInteger unit = BigInteger.ZERO;
        for (Job job : jobs) {
            unit = unit.gcd(BigInteger.valueOf(job.arrival));
            for (JobMode mode : job.modes) {
                unit = unit.gcd(BigInteger.valueOf(mode.runtime));
            }
        }
        return unit.longValueExact();
    }
}
