package org.dsppo.operators.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.serving.TextArtefacts;
import org.dsppo.operators.state.OpenedHarness;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskSubmitted;

/** One subtask of the placement operator, with state on a backend of choice. */
final class PlacementHarness implements AutoCloseable {

    private final KeyedBroadcastOperatorTestHarness<
                    String, PlacementInput, ControlMessage, PlacementDecision>
            harness;

    private PlacementHarness(
            PlacementOptions options,
            StateBackendKind backend,
            int parallelism,
            int subtask,
            OperatorSubtaskState state)
            throws Exception {
        harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new PlacementFunction(options, new TextArtefacts()),
                                PlacementFunction.broadcastStates()),
                        PlacementInput::cell,
                        Types.STRING,
                        OpenedHarness.MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.setStateBackend(backend.create());
        OpenedHarness.open(harness, state);
    }

    static PlacementHarness start(PlacementOptions options, StateBackendKind backend)
            throws Exception {
        return new PlacementHarness(options, backend, 1, 0, null);
    }

    /** The subtasks of a run from empty state. */
    static List<PlacementHarness> startAll(
            PlacementOptions options, StateBackendKind backend, int parallelism) throws Exception {
        List<PlacementHarness> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            subtasks.add(new PlacementHarness(options, backend, parallelism, subtask, null));
        }
        return subtasks;
    }

    /** The subtasks of a run from the snapshots of another one's, at another parallelism. */
    static List<PlacementHarness> restore(
            PlacementOptions options,
            StateBackendKind backend,
            int parallelism,
            OperatorSubtaskState... snapshots)
            throws Exception {
        List<PlacementHarness> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorSubtaskState part = OpenedHarness.part(parallelism, subtask, snapshots);
            subtasks.add(new PlacementHarness(options, backend, parallelism, subtask, part));
        }
        return subtasks;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, now());
    }

    long now() {
        return harness.getProcessingTime();
    }

    /** Lets time pass by the millisecond, so that every timer sees its own time. */
    void advanceTo(long millis) throws Exception {
        while (now() < millis) {
            harness.setProcessingTime(now() + 1);
        }
    }

    /** A stop of the world: all timers due by then see the later time. */
    void jumpTo(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    void control(ControlMessage message) throws Exception {
        harness.processBroadcastElement(message, 0);
    }

    void catalogue(Catalogue catalogue) throws Exception {
        for (var entry : CatalogueEntries.of(catalogue)) {
            control(ControlMessage.of(entry));
        }
    }

    void input(PlacementInput input) throws Exception {
        harness.processElement(input, 0);
    }

    void submit(String... taskIds) throws Exception {
        for (String taskId : taskIds) {
            input(PlacementInput.of(TaskSubmitted.of(taskId, now(), "ai")));
        }
    }

    /** Everything decided so far. */
    List<PlacementDecision> decisions() {
        return harness.extractOutputValues();
    }

    /** Decisions of one kind so far. */
    List<PlacementDecision> decisions(DecisionKind kind) {
        return decisions().stream().filter(decision -> decision.kind() == kind).toList();
    }

    /** Decision id to node, of everything assigned so far; fails on an id assigned twice. */
    Map<String, String> assignments() {
        Map<String, String> nodes = new TreeMap<>();
        for (PlacementDecision decision : decisions(DecisionKind.ASSIGN)) {
            String before = nodes.put(decision.decisionId(), decision.node());
            if (before != null) {
                throw new AssertionError(
                        "%s was assigned to %s and to %s"
                                .formatted(decision.decisionId(), before, decision.node()));
            }
        }
        return nodes;
    }

    PlacementDecision assigned(String decisionId) {
        return decisions(DecisionKind.ASSIGN).stream()
                .filter(decision -> decision.decisionId().equals(decisionId))
                .findFirst()
                .orElseThrow(() -> new AssertionError(decisionId + " is not among " + decisions()));
    }

    <T> List<T> side(OutputTag<T> tag) {
        Collection<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    int stateEntries() throws Exception {
        return OpenedHarness.stateEntries(harness);
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
