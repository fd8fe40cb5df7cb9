package org.dsppo.operators.state;

import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** States of the batching operator. The names are part of every savepoint. */
public final class BatchingStates {
    private BatchingStates() {}

    /** What is known of a tuned node. */
    public static ValueStateDescriptor<BatchingState> node() {
        return new ValueStateDescriptor<>("batching-node", TypeInformation.of(BatchingState.class));
    }

    /** What was learned of a node's arrivals; apart, since it is large and changes once a step. */
    public static ValueStateDescriptor<double[][]> memory() {
        return new ValueStateDescriptor<>("batching-memory", TypeInformation.of(double[][].class));
    }
}
