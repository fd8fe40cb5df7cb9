package org.dsppo.operators.batching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.dsppo.operators.state.BatchingState;
import org.dsppo.operators.state.BatchingStates;
import org.dsppo.operators.state.StateVersion;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.task.TaskEvent;

/**
 * Tunes shares and batches of nodes from what their executors report.
 *
 * <ul>
 *   <li>Key: node id.
 *   <li>Inputs: task events of the node; those of strategies that are not tuned are counted and
 *       ignored.
 *   <li>Owned state: counts of the step, shares in force and what was learned of the arrivals;
 *       cleared when the node had no event for {@code forgetMillis}. The state version (union
 *       list), never cleared.
 *   <li>Timers: one per node in processing time, every {@code stepMillis}; gone with the state.
 *   <li>Outputs: an allocation for each class whose share, batch or expected delay changes, and for
 *       all of them every {@code repeatMillis} while tasks come.
 *   <li>Ordering assumption: a task's STARTED comes before its FINISHED or FAILED; what comes the
 *       other way round is counted as one more task on the node until the node is forgotten.
 * </ul>
 */
public final class BatchingFunction extends KeyedProcessFunction<String, TaskEvent, Allocation>
        implements CheckpointedFunction {

    private final BatchingOptions options;
    private transient Call call;
    private transient BatchingLogic logic;
    private transient Counter ignored;

    /**
     * @param options settings
     */
    public BatchingFunction(BatchingOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** State, timers and output of the call in progress. */
    private static final class Call implements BatchingNode {
        private final ValueState<BatchingState> state;
        private final ValueState<double[][]> memory;
        private TimerService timers;
        private Collector<Allocation> out;

        Call(ValueState<BatchingState> state, ValueState<double[][]> memory) {
            this.state = state;
            this.memory = memory;
        }

        @Override
        public double[][] memory() {
            try {
                return memory.value();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remember(double[][] value) {
            try {
                memory.update(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public BatchingState get() {
            try {
                return state.value();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void put(BatchingState value) {
            try {
                state.update(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void clear() {
            state.clear();
            memory.clear();
        }

        @Override
        public void registerTimer(long atMillis) {
            timers.registerProcessingTimeTimer(atMillis);
        }

        @Override
        public void emit(Allocation allocation) {
            out.collect(allocation);
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        StateVersion.claim(context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // All state is written through.
    }

    @Override
    public void open(OpenContext context) {
        call =
                new Call(
                        getRuntimeContext().getState(BatchingStates.node()),
                        getRuntimeContext().getState(BatchingStates.memory()));
        logic = new BatchingLogic(options, call);
        ignored =
                getRuntimeContext().getMetricGroup().addGroup("batching").counter("eventsIgnored");
    }

    private void enter(Context context, Collector<Allocation> out) {
        call.timers = context.timerService();
        call.out = out;
    }

    @Override
    public void processElement(TaskEvent event, Context context, Collector<Allocation> out) {
        enter(context, out);
        if (!logic.reported(event, context.timerService().currentProcessingTime())) {
            ignored.inc();
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<Allocation> out) {
        enter(context, out);
        logic.timerFired(
                context.getCurrentKey(),
                Math.max(atMillis, context.timerService().currentProcessingTime()));
    }
}
