package org.dsppo.jobs;

import java.util.Map;
import org.dsppo.operators.state.BatchingState;
import org.dsppo.operators.state.BatchingStates;
import org.dsppo.operators.state.ControlStates;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.operators.state.LifeCycleStates;
import org.dsppo.operators.state.NodeHealthStates;
import org.dsppo.operators.state.PlacementStates;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.operators.state.TrainingState;

/** Whether there is something in every state of a savepoint. */
final class FilledStates {

    private FilledStates() {}

    static boolean isTrained(SavepointFile savepoint) throws Exception {
        try (RestoredOperator lifeCycle = FilledOperators.lifeCycle(savepoint)) {
            TrainingState training =
                    lifeCycle.value(FilledPlacement.POLICY, LifeCycleStates.training());
            return training != null && training.base() != null && training.values().length > 0;
        }
    }

    static boolean ofPlacement(SavepointFile savepoint) throws Exception {
        return isTrained(savepoint)
                && ofLifeCycle(savepoint)
                && ofNodes(savepoint)
                && ofCells(savepoint);
    }

    private static boolean ofNodes(SavepointFile savepoint) throws Exception {
        try (RestoredOperator nodes = FilledOperators.nodeHealth(savepoint)) {
            var busy = nodes.value("cloud/beta-0", NodeHealthStates.health());
            return nodes.value("edge/alpha-0", NodeHealthStates.health()) != null
                    && busy != null
                    && !busy.allocatedAtMillis().isEmpty()
                    && !busy.emitted().expectedMillis().isEmpty()
                    && !nodes.broadcast(ControlStates.cells()).isEmpty();
        }
    }

    private static boolean ofCells(SavepointFile savepoint) throws Exception {
        try (RestoredOperator placement = FilledOperators.placement(savepoint)) {
            return areFilled(
                            placement.map("alpha", PlacementStates.tasks()),
                            placement.map("alpha", PlacementStates.orphans()),
                            placement.map("alpha", PlacementStates.early()),
                            placement.map("alpha", PlacementStates.nodes()),
                            placement.map("beta", PlacementStates.tasks()),
                            placement.map("beta", PlacementStates.ended()))
                    && hasCounted(placement.value("beta", PlacementStates.summary()))
                    && placement.union(PlacementStates.epoch()).size() == 1
                    && hasBoards(placement);
        }
    }

    /** A window begins anew whenever another version decides, every few seconds here. */
    private static boolean hasCounted(SummaryState summary) {
        return summary != null && summary.assigned() > 0 && summary.comparison().compared() > 0;
    }

    private static boolean ofLifeCycle(SavepointFile savepoint) throws Exception {
        String key = FilledPlacement.POLICY;
        try (RestoredOperator lifeCycle = FilledOperators.lifeCycle(savepoint)) {
            LifeCycleState state = lifeCycle.value(key, LifeCycleStates.lifeCycle());
            var live = lifeCycle.value(key, LifeCycleStates.liveReturns());
            return state.trial() != null
                    && state.trial().activeMeans().length > 0
                    && !state.trial().open().isEmpty()
                    && live != null
                    && !live.segments().isEmpty()
                    && areFilled(
                            lifeCycle.map(key, LifeCycleStates.nodes()),
                            lifeCycle.map(key, LifeCycleStates.arrivals()))
                    && hasBoards(lifeCycle);
        }
    }

    private static boolean hasBoards(RestoredOperator operator) throws Exception {
        return areFilled(
                operator.broadcast(ControlStates.catalogue()),
                operator.broadcast(ControlStates.catalogueInUse()),
                operator.broadcast(ControlStates.policies()),
                operator.broadcast(ControlStates.policiesInUse()),
                operator.broadcast(ControlStates.artefacts()));
    }

    private static boolean areFilled(Map<?, ?>... states) {
        for (Map<?, ?> each : states) {
            if (each.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static boolean ofBatching(SavepointFile savepoint) throws Exception {
        try (RestoredOperator batching = FilledBatching.batching(savepoint)) {
            BatchingState state = batching.value(FilledBatching.NODE, BatchingStates.node());
            return state != null
                    && state.writtenMillis() != null
                    && state.lost().length == 3
                    && batching.value(FilledBatching.NODE, BatchingStates.memory()) != null;
        }
    }
}
