package org.dsppo.policy.placement;

import java.util.Comparator;
import java.util.List;

/**
 * The strategies a task may use, those that fit on no node of the cell left out. Tasks with the
 * same set and priority are interchangeable but for their run-time scale and wait together.
 */
public final class StrategySet {

    private final String name;
    private final List<Strategy> listed;
    private final List<Strategy> fastestFirst;

    /**
     * @param name task class, or a name made up for a task with strategies of its own
     * @param listed usable strategies in the catalogue's order
     */
    public StrategySet(String name, List<Strategy> listed) {
        this.name = name;
        this.listed = List.copyOf(listed);
        this.fastestFirst =
                this.listed.stream()
                        .sorted(Comparator.comparingLong(Strategy::runtimeMillis))
                        .toList();
    }

    /** Task class, or a name made up for a task with strategies of its own. */
    public String name() {
        return name;
    }

    /** Usable strategies in the catalogue's order. */
    public List<Strategy> listed() {
        return listed;
    }

    /** Usable strategies by rising run time, equal ones in the catalogue's order. */
    public List<Strategy> fastestFirst() {
        return fastestFirst;
    }

    /** Least run time of any usable strategy at scale 1, milliseconds. */
    public long shortestRuntimeMillis() {
        return fastestFirst.get(0).runtimeMillis();
    }

    @Override
    public String toString() {
        return name + listed;
    }
}
