package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Compiles a workload for the bounds. Whatever it leaves out only ever relaxes: outages, transfers,
 * priorities and deadlines; devices that are shared singly are taken as a pool. Tasks that are
 * withdrawn or that no node can run, by its devices, are not counted. An elastic strategy becomes
 * several modes, one for each piece of its range of shares, with the demand at the lower end of the
 * piece and the run time at its upper end.
 */
final class BoundProblemCompiler {

    private static final int ELASTIC_PIECES = 8;

    private final Catalogue catalogue;
    private final ResourceSpace space;
    private final Map<String, String> cellOfCluster = new HashMap<>();
    private final List<ClusterPool> pools = new ArrayList<>();
    private final List<NodeSpec> samples = new ArrayList<>();
    private final List<Mode> modes = new ArrayList<>();
    private final List<List<Mode>> groups = new ArrayList<>();
    private final Map<List<Object>, Integer> groupOf = new HashMap<>();

    private BoundProblemCompiler(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.space = new ResourceSpace(catalogue.resources());
        catalogue.clusters().forEach(c -> cellOfCluster.put(c.id(), c.cell()));
        Map<List<Object>, List<NodeSpec>> alike = new LinkedHashMap<>();
        for (NodeSpec node : catalogue.nodes()) {
            alike.computeIfAbsent(
                            List.of(node.cluster(), node.labels(), node.capacity(), node.devices()),
                            key -> new ArrayList<>())
                    .add(node);
        }
        for (List<NodeSpec> nodes : alike.values()) {
            NodeSpec sample = nodes.get(0);
            samples.add(sample);
            pools.add(
                    new ClusterPool(
                            sample.cluster(), space.capacity(sample.capacity()), nodes.size()));
        }
    }

    static BoundProblem compile(Workload workload) {
        BoundProblemCompiler compiler = new BoundProblemCompiler(workload.catalogue());
        Set<String> seen = new HashSet<>();
        for (TaskMessage message : workload.tasks()) {
            if (message.submitted() == null) {
                seen.add(message.taskId());
            }
        }
        List<BoundTask> tasks = new ArrayList<>();
        for (TaskMessage message : workload.tasks()) {
            if (message.submitted() != null && seen.add(message.taskId())) {
                TaskSubmitted task = message.submitted();
                int group = compiler.group(task, message.cell());
                if (!compiler.groups.get(group).isEmpty()) {
                    tasks.add(new BoundTask(group, task.submittedAtMillis(), task.runtimeScale()));
                }
            }
        }
        tasks.sort(Comparator.comparingDouble(BoundTask::arrivalMillis));
        return new BoundProblem(
                List.copyOf(compiler.pools),
                List.copyOf(compiler.modes),
                List.copyOf(compiler.groups),
                List.copyOf(tasks));
    }

    private int group(TaskSubmitted task, String cell) {
        List<ExecutionStrategy> strategies =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().getOrDefault(task.taskClass(), List.of());
        return groupOf.computeIfAbsent(List.of(cell, strategies), key -> add(cell, strategies));
    }

    private int add(String cell, List<ExecutionStrategy> strategies) {
        List<PoolOption> candidates = new ArrayList<>();
        for (int pool = 0; pool < pools.size(); pool++) {
            for (ExecutionStrategy definition : strategies) {
                Strategy strategy = new Strategy(definition, 0, space);
                if (cell.equals(cellOfCluster.get(pools.get(pool).cluster()))
                        && strategy.selects(samples.get(pool).labels())
                        && NodeRoom.of(samples.get(pool), space, catalogue.accelerators())
                                .fits(strategy.demand())) {
                    addCandidates(candidates, pool, strategy);
                }
            }
        }
        List<Mode> usable = new ArrayList<>();
        for (PoolOption candidate : candidates) {
            int perNode = perNode(candidate.demand, pools.get(candidate.pool).capacity());
            if (perNode > 0
                    && candidates.stream()
                            .noneMatch(other -> other.replaces(candidate, candidates))) {
                Mode mode =
                        new Mode(
                                modes.size(),
                                groups.size(),
                                candidate.pool,
                                candidate.demand,
                                candidate.runtimeMillis,
                                perNode);
                modes.add(mode);
                usable.add(mode);
            }
        }
        groups.add(usable);
        return groups.size() - 1;
    }

    private void addCandidates(List<PoolOption> candidates, int pool, Strategy strategy) {
        candidates.add(new PoolOption(pool, strategy.demand(), strategy.runtimeMillis()));
        Elastic elastic = strategy.elastic();
        if (elastic == null) {
            return;
        }
        double piece = (elastic.maxShare() - elastic.minShare()) / ELASTIC_PIECES;
        for (int i = 0; i < ELASTIC_PIECES; i++) {
            double lower = elastic.minShare() + i * piece;
            double upper = i + 1 == ELASTIC_PIECES ? elastic.maxShare() : lower + piece;
            candidates.add(
                    new PoolOption(
                            pool, strategy.demandAt(lower), strategy.exactRuntimeMillis(1, upper)));
        }
    }

    private static int perNode(ResourceDemand demand, long[] capacity) {
        long count = Integer.MAX_VALUE;
        for (int i = 0; i < demand.size(); i++) {
            count = Math.min(count, capacity[demand.kind(i)] / demand.amount(i));
        }
        return (int) count;
    }

    private record PoolOption(int pool, ResourceDemand demand, double runtimeMillis) {

        /** True if nobody would use the other: this is as good in every respect. */
        boolean replaces(PoolOption other, List<PoolOption> order) {
            if (pool != other.pool || runtimeMillis > other.runtimeMillis || this == other) {
                return false;
            }
            for (int i = 0; i < demand.size(); i++) {
                if (demand.amount(i) > other.demand.amountOf(demand.kind(i))) {
                    return false;
                }
            }
            boolean same = runtimeMillis == other.runtimeMillis && demand.equals(other.demand);
            return !same || first(order, other) == this;
        }

        private PoolOption first(List<PoolOption> order, PoolOption other) {
            for (PoolOption candidate : order) {
                if (candidate == this || candidate == other) {
                    return candidate;
                }
            }
            throw new IllegalStateException("neither candidate is listed");
        }
    }
}
