package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * The strategy sets in use: one per class, and one per distinct list that tasks bring along or that
 * is left to tasks which avoid nodes. For every strategy it knows the nodes that could run it when
 * empty.
 */
final class StrategyRegistry {

    private final ResourceSpace space;
    private final List<NodeLedger> nodes;
    private final Map<String, List<ExecutionStrategy>> definitions;
    private final Map<String, StrategySet> classes = new LinkedHashMap<>();
    private final Collection<StrategySet> runnable;
    private final Map<Custom, Shared> shared = new HashMap<>();
    private final List<List<NodeLedger>> eligible = new ArrayList<>();
    private final BitSet ordinals = new BitSet();

    /**
     * What waiting tasks share that do not wait with all of their class.
     *
     * @param listed their strategies
     * @param avoided nodes that none of them may use
     */
    record Custom(List<ExecutionStrategy> listed, Set<NodeLedger> avoided) {}

    private static final class Shared {
        private final StrategySet set;
        private int waiting;

        Shared(StrategySet set) {
            this.set = set;
        }
    }

    StrategyRegistry(
            ResourceSpace space,
            List<NodeLedger> nodes,
            Map<String, List<ExecutionStrategy>> classes) {
        this.space = space;
        this.nodes = nodes;
        this.definitions = classes;
        classes.forEach((name, listed) -> this.classes.put(name, compile(name, listed, Set.of())));
        this.runnable =
                this.classes.values().stream().filter(set -> !set.listed().isEmpty()).toList();
    }

    /** Those of the classes that something here could run, in catalogue order. */
    Collection<StrategySet> classes() {
        return runnable;
    }

    /** The set a task may use; empty if nothing fits; null if its class is unknown. */
    StrategySet of(TaskSubmitted task) {
        if (task.strategies() == null) {
            return classes.get(task.taskClass());
        }
        Shared known = shared.get(custom(task, Set.of()));
        if (known != null) {
            return known.set;
        }
        StrategySet passing = compile(task.taskClass(), custom(task, Set.of()));
        release(passing);
        return passing;
    }

    /**
     * What a task has to ask for by itself; null if it waits with all of its class, or if its class
     * is unknown.
     *
     * @param avoided nodes that it may not use; ignored where they are all that there is
     */
    Custom customOf(TaskSubmitted task, Set<NodeLedger> avoided) {
        StrategySet all = of(task);
        boolean elsewhere = all != null && !avoided.isEmpty() && isUsableWithout(all, avoided);
        if (elsewhere) {
            return custom(task, Set.copyOf(avoided));
        }
        return task.strategies() == null ? null : custom(task, Set.of());
    }

    private boolean isUsableWithout(StrategySet set, Set<NodeLedger> avoided) {
        for (Strategy strategy : set.listed()) {
            for (NodeLedger node : eligible.get(strategy.ordinal())) {
                if (node.schedulable() && !avoided.contains(node)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Custom custom(TaskSubmitted task, Set<NodeLedger> avoided) {
        return new Custom(
                task.strategies() == null ? definitions.get(task.taskClass()) : task.strategies(),
                avoided);
    }

    /**
     * The set of tasks that wait with the same wishes, kept until as many have left; an empty one
     * is not kept.
     *
     * @param taskClass of the task that joins; the first one's gives the set its name
     */
    StrategySet join(String taskClass, Custom wishes) {
        Shared joined = shared.get(wishes);
        if (joined == null) {
            joined = new Shared(compile(taskClass, wishes));
            if (joined.set.listed().isEmpty()) {
                return joined.set;
            }
            shared.put(wishes, joined);
        }
        joined.waiting++;
        return joined.set;
    }

    /** A task that joined no longer waits. */
    void leave(Custom wishes) {
        Shared left = shared.get(wishes);
        left.waiting--;
        if (left.waiting == 0) {
            shared.remove(wishes);
            release(left.set);
        }
    }

    private void release(StrategySet set) {
        set.listed().forEach(strategy -> ordinals.clear(strategy.ordinal()));
    }

    private StrategySet compile(String taskClass, Custom wishes) {
        String mark = wishes.avoided().isEmpty() ? "*" : "~";
        return compile(taskClass + mark, wishes.listed(), wishes.avoided());
    }

    /** Nodes that could run a strategy when empty, in catalogue order. */
    List<NodeLedger> eligible(Strategy strategy) {
        return eligible.get(strategy.ordinal());
    }

    private StrategySet compile(
            String name, List<ExecutionStrategy> listed, Set<NodeLedger> avoided) {
        List<Strategy> usable = new ArrayList<>();
        for (ExecutionStrategy definition : listed) {
            if (!space.names().containsAll(definition.demand().keySet())) {
                continue;
            }
            int ordinal = ordinals.nextClearBit(0);
            Strategy strategy = new Strategy(definition, ordinal, space);
            List<NodeLedger> able =
                    nodes.stream()
                            .filter(node -> strategy.selects(node.labels()))
                            .filter(node -> node.hasCapacityFor(strategy.demand()))
                            .filter(node -> !avoided.contains(node))
                            .toList();
            if (!able.isEmpty()) {
                ordinals.set(ordinal);
                while (eligible.size() <= ordinal) {
                    eligible.add(List.of());
                }
                eligible.set(ordinal, able);
                usable.add(strategy);
            }
        }
        return new StrategySet(name, usable);
    }
}
