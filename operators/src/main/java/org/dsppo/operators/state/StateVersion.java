package org.dsppo.operators.state;

import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Tells what the records of a snapshot look like. Every operator that keeps something carries it
 * among its states, and takes nothing back from a snapshot of another version.
 */
public final class StateVersion {

    /**
     * What this release writes and reads. To be raised with every change of a state record or of a
     * state's name, and the checked-in savepoints written anew, as README.md of this module says.
     */
    public static final int CURRENT = 2;

    private StateVersion() {}

    /** Union list of the subtasks' versions, all of which are the same. */
    public static ListStateDescriptor<Integer> descriptor() {
        return new ListStateDescriptor<>("state-version", Types.INT);
    }

    /**
     * Marks an operator's snapshots with the current version; to be called before anything else is
     * taken from the context.
     *
     * @throws StateVersionException if there is a snapshot of another version
     */
    public static void claim(FunctionInitializationContext context) throws Exception {
        claim(context, CURRENT);
    }

    static void claim(FunctionInitializationContext context, int current) throws Exception {
        ListState<Integer> versions =
                context.getOperatorStateStore().getUnionListState(descriptor());
        if (context.isRestored()) {
            OptionalInt written = OptionalInt.empty();
            for (int each : versions.get()) {
                written = OptionalInt.of(each);
            }
            if (written.isEmpty() || written.getAsInt() != current) {
                throw new StateVersionException(written, current);
            }
        }
        // Stays in every snapshot from now on.
        versions.update(List.of(current));
    }
}
