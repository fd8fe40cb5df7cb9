package org.dsppo.policy.placement;

import java.util.Collection;
import java.util.List;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceSpace;

/**
 * One decision instant: everything a policy may look at, and the way to place tasks. Views are
 * live: an assignment shows at once in the nodes and groups. Valid only during the call.
 */
public interface PlacementRound {

    /** The instant, milliseconds. */
    long nowMillis();

    /** Resource kinds and their positions. */
    ResourceSpace resources();

    /** True if the kind counts accelerator devices. */
    boolean countsDevices(int kind);

    /** All nodes of the cell in catalogue order; {@code nodes().get(i).index() == i}. */
    List<? extends NodeView> nodes();

    /**
     * Changes of nodes. The same object while {@link #nodes()} is the same list of the same nodes;
     * another one means that the cell was compiled anew and that everything kept about nodes and
     * strategies is void.
     */
    NodeChanges changes();

    /**
     * What tasks of the catalogue's classes may run as, whether any wait or not; fixed while {@link
     * #changes()} is. Tasks may bring others along.
     */
    Collection<StrategySet> classes();

    /** Nodes a strategy could run on when empty, in catalogue order, whatever their state. */
    List<? extends NodeView> eligibleNodes(Strategy strategy);

    /** True if a task may be placed there now with the listed demand. */
    default boolean fits(WaitingTask task, Strategy strategy, NodeView node) {
        return fits(task, strategy, node, null);
    }

    /**
     * True if a task may be placed there now: the node has room, and nothing else that the engine
     * sees to stands against it. What fits is never refused by {@link #assign}.
     *
     * @param share chosen share of an elastic strategy, null for the listed demand
     */
    boolean fits(WaitingTask task, Strategy strategy, NodeView node, Double share);

    /** The lowest node on which a task fits now, or null. */
    NodeView firstFit(WaitingTask task, Strategy strategy);

    /** Groups with waiting tasks, in order of first appearance. */
    List<? extends TaskGroup> groups();

    /** Number of waiting tasks. */
    int waiting();

    /** A walk over all waiting tasks in scheduling order. */
    QueueCursor queue();

    /** Base priority raised by one for every ageing interval since the task was received. */
    long agedPriority(WaitingTask task);

    /**
     * Tasks that joined the queue since the previous round and still wait: those with a deadline by
     * their latest start, then the others in order of joining.
     */
    List<? extends WaitingTask> arrivals();

    /** The waiting task of that name, or null. */
    WaitingTask waitingTask(String taskId);

    /** Attempts that hold resources, in no particular order. */
    Iterable<? extends RunningTask> running();

    /** True if no attempt holds resources: waiting would be for ever unless something arrives. */
    boolean idle();

    /** Time from a decision to the start on a node's cluster, milliseconds. */
    long transferMillis(WaitingTask task, NodeView node);

    /**
     * Places a task, with the listed demand.
     *
     * @throws PolicyFailedException if it does not wait, or the strategy or node cannot take it now
     */
    default void assign(WaitingTask task, Strategy strategy, NodeView node) {
        assign(task, strategy, node, null);
    }

    /**
     * Places a task on the devices that fit best.
     *
     * @param share chosen share of an elastic strategy, null for the listed demand
     * @throws PolicyFailedException if it does not wait, or the strategy or node cannot take it now
     */
    default void assign(WaitingTask task, Strategy strategy, NodeView node, Double share) {
        assign(task, strategy, node, share, null);
    }

    /**
     * Places a task.
     *
     * @param share chosen share of an elastic strategy, null for the listed demand
     * @param devices chosen devices where they are shared singly, null for those that fit best
     * @throws PolicyFailedException if it does not wait, or the strategy, node or devices cannot
     *     take it now
     */
    void assign(
            WaitingTask task, Strategy strategy, NodeView node, Double share, HeldDevices devices);
}
