package org.dsppo.policy.engine;

import java.util.function.Supplier;

/**
 * Where the engine writes through what must survive a crash. It reads nothing back while it runs;
 * after a restore {@link PlacementEngine#restore} takes everything at once.
 */
public interface EngineStore {

    /** A live task is new or changed; the state is built only when asked for. */
    void putTask(String taskId, Supplier<TaskState> state);

    /** A task is no longer live. */
    void removeTask(String taskId);

    /** An id is to be remembered. */
    void putEnded(EndedTask ended);

    /** An id need no longer be remembered. */
    void removeEnded(String taskId);

    /** A node is new or changed. */
    void putNode(NodeChanged node);

    /** A node was dropped. */
    void removeNode(String nodeId);

    /** An attempt was given up. */
    void putOrphan(OrphanState orphan);

    /** An attempt that was given up is gone. */
    void removeOrphan(String key);

    /** An event came before its task. */
    void putEarly(EarlyEvent early);

    /** The event of a task that came before it is of no more use. */
    void removeEarly(String taskId);

    /** Something is held against a node. */
    void putReputation(ReputationRecord reputation);

    /** Nothing is held against a node any more. */
    void removeReputation(String node);

    /** Keeps nothing: for simulation, where nothing crashes. */
    EngineStore NONE =
            new EngineStore() {
                @Override
                public void putTask(String taskId, Supplier<TaskState> state) {}

                @Override
                public void removeTask(String taskId) {}

                @Override
                public void putEnded(EndedTask ended) {}

                @Override
                public void removeEnded(String taskId) {}

                @Override
                public void putNode(NodeChanged node) {}

                @Override
                public void removeNode(String nodeId) {}

                @Override
                public void putOrphan(OrphanState orphan) {}

                @Override
                public void removeOrphan(String key) {}

                @Override
                public void putEarly(EarlyEvent early) {}

                @Override
                public void removeEarly(String taskId) {}

                @Override
                public void putReputation(ReputationRecord reputation) {}

                @Override
                public void removeReputation(String node) {}
            };
}
