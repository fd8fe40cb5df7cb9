package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * The strategy sets in use: one per class, and one per distinct list that tasks bring along. For
 * every strategy it knows the nodes that could run it when empty.
 */
final class StrategyRegistry {

    private final ResourceSpace space;
    private final List<NodeLedger> nodes;
    private final Map<String, StrategySet> classes = new LinkedHashMap<>();
    private final Collection<StrategySet> runnable;
    private final Map<List<ExecutionStrategy>, Custom> custom = new HashMap<>();
    private final List<List<NodeLedger>> eligible = new ArrayList<>();
    private final BitSet ordinals = new BitSet();

    /** A list that waiting tasks brought along. */
    private static final class Custom {
        private final StrategySet set;
        private int waiting;

        Custom(StrategySet set) {
            this.set = set;
        }
    }

    StrategyRegistry(
            ResourceSpace space,
            List<NodeLedger> nodes,
            Map<String, List<ExecutionStrategy>> classes) {
        this.space = space;
        this.nodes = nodes;
        classes.forEach((name, listed) -> this.classes.put(name, compile(name, listed)));
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
        Custom known = custom.get(task.strategies());
        if (known != null) {
            return known.set;
        }
        StrategySet passing = compile(task);
        release(passing);
        return passing;
    }

    /**
     * The set a task waits with, the same for all that wait with an equal list; kept until as many
     * have left. Null if its class is unknown; an empty one is not kept.
     */
    StrategySet join(TaskSubmitted task) {
        if (task.strategies() == null) {
            return classes.get(task.taskClass());
        }
        Custom joined = custom.get(task.strategies());
        if (joined == null) {
            joined = new Custom(compile(task));
            if (joined.set.listed().isEmpty()) {
                return joined.set;
            }
            custom.put(task.strategies(), joined);
        }
        joined.waiting++;
        return joined.set;
    }

    /** A task that joined no longer waits. */
    void leave(TaskSubmitted task) {
        if (task.strategies() != null) {
            Custom left = custom.get(task.strategies());
            left.waiting--;
            if (left.waiting == 0) {
                custom.remove(task.strategies());
                release(left.set);
            }
        }
    }

    private void release(StrategySet set) {
        set.listed().forEach(strategy -> ordinals.clear(strategy.ordinal()));
    }

    private StrategySet compile(TaskSubmitted task) {
        return compile(task.taskClass() + "*", task.strategies());
    }

    /** Nodes that could run a strategy when empty, in catalogue order. */
    List<NodeLedger> eligible(Strategy strategy) {
        return eligible.get(strategy.ordinal());
    }

    private StrategySet compile(String name, List<ExecutionStrategy> listed) {
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
