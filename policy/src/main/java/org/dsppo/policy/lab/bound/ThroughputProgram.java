package org.dsppo.policy.lab.bound;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.catalogue.Sharing;

/**
 * What a site carries, as a linear program: the least time T in which its nodes can do the work of
 * all classes, where x is the work of a class that is done by one strategy on one kind of node,
 *
 * <pre>
 * min T  s.t.  Σ_o x_go = work_g,   Σ x_o r_o d_ok ≤ T nodes_p C_pk   for every pool p and kind k,
 *            x_o r_o ≤ T nodes_p fit_o   for every option,
 *            Σ x_o r_o ≤ T devices_p     over options that take more than half of a device.
 * </pre>
 *
 * <p>The last two lines say what whole tasks on whole devices take: of shares of .6 one fits on a
 * device. They are no more than necessary, so no schedule does the work in less time.
 */
public final class ThroughputProgram {

    private static final int MOST_ON_A_NODE = 10_000;

    /** Nodes that are alike. */
    private record Alike(
            String cluster,
            Map<String, String> labels,
            Map<String, Double> capacity,
            Object shape) {}

    private record Pool(NodeSpec sample, int nodes) {}

    private final Catalogue catalogue;
    private final ResourceSpace space;
    private final List<Pool> pools = new ArrayList<>();

    /**
     * @param catalogue nodes and classes
     */
    public ThroughputProgram(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.space = new ResourceSpace(catalogue.resources());
        Map<Alike, List<NodeSpec>> alike = new LinkedHashMap<>();
        for (NodeSpec node : catalogue.nodes()) {
            alike.computeIfAbsent(
                            new Alike(
                                    node.cluster(), node.labels(), node.capacity(), node.devices()),
                            key -> new ArrayList<>())
                    .add(node);
        }
        alike.values().forEach(nodes -> pools.add(new Pool(nodes.get(0), nodes.size())));
    }

    /**
     * The least time that all nodes together need, in milliseconds.
     *
     * @param work run-time scales of each class's tasks, summed: 10 for ten tasks of scale 1
     * @throws IllegalArgumentException if a class with work runs nowhere
     * @throws BoundException if OR-tools cannot be used here
     */
    public double busyMillis(Map<String, Double> work) {
        NativeSolver.load();
        MPSolver solver = MPSolver.createSolver("GLOP");
        if (solver == null) {
            throw new BoundException("OR-tools has no solver GLOP here, expected a build with it");
        }
        try {
            return new Rows(solver).solve(work);
        } finally {
            solver.delete();
        }
    }

    /** One program. Work and time are in units of the largest, so that tolerances fit. */
    private final class Rows {
        private final MPSolver solver;
        private final MPVariable time;
        private final List<Map<Integer, MPConstraint>> room = new ArrayList<>();
        private final List<Map<Integer, MPConstraint>> devices = new ArrayList<>();

        Rows(MPSolver solver) {
            this.solver = solver;
            this.time = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
            solver.objective().setMinimization();
            solver.objective().setCoefficient(time, 1);
            pools.forEach(
                    pool -> {
                        room.add(new LinkedHashMap<>());
                        devices.add(new LinkedHashMap<>());
                    });
        }

        double solve(Map<String, Double> work) {
            double unit = 0;
            for (Map.Entry<String, Double> each : work.entrySet()) {
                unit = Math.max(unit, each.getValue() * shortestMillis(each.getKey()));
            }
            for (Map.Entry<String, Double> each : work.entrySet()) {
                if (each.getValue() > 0) {
                    addClass(each.getKey(), each.getValue() / unit);
                }
            }
            MPSolver.ResultStatus status = solver.solve();
            if (status != MPSolver.ResultStatus.OPTIMAL) {
                throw new BoundException(
                        "throughput of %s is not solved: %s".formatted(catalogue.name(), status));
            }
            return time.solutionValue() * unit;
        }

        private void addClass(String name, double work) {
            MPConstraint all = solver.makeConstraint(1, 1, "");
            boolean runs = false;
            for (ExecutionStrategy definition : catalogue.classes().get(name)) {
                Strategy strategy = new Strategy(definition, 0, space);
                for (int pool = 0; pool < pools.size(); pool++) {
                    NodeSpec sample = pools.get(pool).sample;
                    int fit =
                            strategy.selects(sample.labels())
                                    ? perNode(sample, strategy.demand())
                                    : 0;
                    if (fit > 0) {
                        MPVariable share = solver.makeNumVar(0, 1, "");
                        all.setCoefficient(share, 1);
                        take(pool, share, strategy.demand(), work * strategy.runtimeMillis(), fit);
                        runs = true;
                    }
                }
            }
            if (!runs) {
                throw new IllegalArgumentException(
                        "class %s of %s runs nowhere, expected a node on which it fits"
                                .formatted(name, catalogue.name()));
            }
        }

        private void take(
                int index, MPVariable share, ResourceDemand demand, double millis, int fit) {
            Pool pool = pools.get(index);
            MPConstraint whole = below();
            whole.setCoefficient(share, millis);
            whole.setCoefficient(time, -(double) pool.nodes * fit);
            long[] capacity = space.capacity(pool.sample.capacity());
            for (int i = 0; i < demand.size(); i++) {
                int kind = demand.kind(i);
                MPConstraint row = room.get(index).computeIfAbsent(kind, k -> below());
                row.setCoefficient(share, millis * demand.amount(i) / capacity[kind]);
                row.setCoefficient(time, -pool.nodes);
                int count = devices(pool.sample, kind);
                if (count > 0 && 2 * demand.amount(i) > capacity[kind] / count) {
                    MPConstraint large = devices.get(index).computeIfAbsent(kind, k -> below());
                    large.setCoefficient(share, millis);
                    large.setCoefficient(time, -(double) pool.nodes * count);
                }
            }
        }

        private MPConstraint below() {
            return solver.makeConstraint(Double.NEGATIVE_INFINITY, 0, "");
        }
    }

    private double shortestMillis(String name) {
        return catalogue.classes().get(name).stream()
                .mapToLong(ExecutionStrategy::runtimeMillis)
                .min()
                .orElseThrow();
    }

    private int perNode(NodeSpec node, ResourceDemand demand) {
        NodeRoom left = NodeRoom.of(node, space, catalogue.accelerators());
        int count = 0;
        while (count < MOST_ON_A_NODE && left.fits(demand)) {
            left.take(demand, left.choose(demand));
            count++;
        }
        return count;
    }

    /** How many devices of a kind, shared singly, a node has; 0 for any other kind. */
    private int devices(NodeSpec node, int kind) {
        String name = space.name(kind);
        for (AcceleratorKind each : catalogue.accelerators()) {
            if (name.equals(each.units())
                    && each.sharing() != Sharing.POOLED
                    && node.devices().containsKey(name)) {
                return node.devices().get(name).count();
            }
        }
        return 0;
    }
}
