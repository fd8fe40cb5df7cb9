package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Hands what an informer sees to the thread of the logic. */
final class Handing<T extends HasMetadata> implements ResourceEventHandler<T> {

    private final Consumer<Consumer<BridgeLogic>> changes;
    private final BiConsumer<BridgeLogic, T> seen;
    private final BiConsumer<BridgeLogic, T> gone;

    Handing(
            Consumer<Consumer<BridgeLogic>> changes,
            BiConsumer<BridgeLogic, T> seen,
            BiConsumer<BridgeLogic, T> gone) {
        this.changes = changes;
        this.seen = seen;
        this.gone = gone;
    }

    @Override
    public void onAdd(T object) {
        changes.accept(logic -> seen.accept(logic, object));
    }

    @Override
    public void onUpdate(T old, T object) {
        // A watch that was broken off may show another object of the same name.
        if (!old.getMetadata().getUid().equals(object.getMetadata().getUid())) {
            changes.accept(logic -> gone.accept(logic, old));
        }
        onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        changes.accept(logic -> gone.accept(logic, object));
    }
}
