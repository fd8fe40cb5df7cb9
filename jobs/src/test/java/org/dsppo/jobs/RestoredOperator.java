package org.dsppo.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.dsppo.operators.state.OpenedHarness;

/** An operator of a job that has taken its state back from a savepoint, before anything happens. */
final class RestoredOperator implements AutoCloseable {

    private final AbstractStreamOperatorTestHarness<?> harness;
    private final AbstractStreamOperator<?> operator;

    private RestoredOperator(
            AbstractStreamOperatorTestHarness<?> harness,
            AbstractStreamOperator<?> operator,
            OperatorSubtaskState state)
            throws Exception {
        this.harness = harness;
        this.operator = operator;
        OpenedHarness.open(harness, state);
    }

    /** One with a broadcast side. */
    static <I, C, O> RestoredOperator of(
            KeyedBroadcastProcessFunction<String, I, C, O> function,
            List<MapStateDescriptor<?, ?>> broadcast,
            KeySelector<I, String> key,
            OperatorSubtaskState state)
            throws Exception {
        var operator = new CoBroadcastWithKeyedOperator<>(function, broadcast);
        return new RestoredOperator(
                new KeyedBroadcastOperatorTestHarness<>(
                        operator, key, Types.STRING, OpenedHarness.MAX_PARALLELISM, 1, 0),
                operator,
                state);
    }

    /** One with a single input. */
    static <I, O> RestoredOperator of(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            OperatorSubtaskState state)
            throws Exception {
        var operator = new KeyedProcessOperator<>(function);
        return new RestoredOperator(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, key, Types.STRING, OpenedHarness.MAX_PARALLELISM, 1, 0),
                operator,
                state);
    }

    private <S extends State> S keyed(String key, StateDescriptor<S, ?> descriptor)
            throws Exception {
        KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
        backend.setCurrentKey(key);
        return backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    }

    /** Null if there is none. */
    <T> T value(String key, ValueStateDescriptor<T> descriptor) throws Exception {
        return keyed(key, descriptor).value();
    }

    <K, V> Map<K, V> map(String key, MapStateDescriptor<K, V> descriptor) throws Exception {
        MapState<K, V> state = keyed(key, descriptor);
        Map<K, V> map = new HashMap<>();
        state.entries().forEach(each -> map.put(each.getKey(), each.getValue()));
        return map;
    }

    private OperatorStateBackend backend() {
        return operator.getOperatorStateBackend();
    }

    <T> List<T> union(ListStateDescriptor<T> descriptor) throws Exception {
        List<T> values = new ArrayList<>();
        backend().getUnionListState(descriptor).get().forEach(values::add);
        return values;
    }

    <K, V> Map<K, V> broadcast(MapStateDescriptor<K, V> descriptor) throws Exception {
        Map<K, V> map = new HashMap<>();
        backend()
                .getBroadcastState(descriptor)
                .immutableEntries()
                .forEach(each -> map.put(each.getKey(), each.getValue()));
        return map;
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
