package org.dsppo.jobs.topology;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.dsppo.operators.batching.BatchingFunction;
import org.dsppo.operators.batching.BatchingOptions;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.decode.DecodeFunction;
import org.dsppo.operators.decode.MessageKind;
import org.dsppo.operators.decode.RawRecord;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.task.TaskEvent;

/**
 * How the operators of the batching job are connected, whatever it reads from and writes to.
 *
 * <p>The uids are part of every savepoint: they never change.
 */
public final class BatchingTopology {

    private BatchingTopology() {}

    /** Adds the operators to the environment. */
    public static void define(
            StreamExecutionEnvironment env,
            BatchingOptions options,
            Source<RawRecord, ?, ?> taskEvents,
            Sink<Allocation> allocations,
            Sink<DeadLetter> deadLetters) {
        var events =
                env.fromSource(
                                taskEvents,
                                WatermarkStrategy.noWatermarks(),
                                "read task-events",
                                TypeInformation.of(RawRecord.class))
                        .uid("batching-task-events-source")
                        .process(new DecodeFunction<>(MessageKind.TASK_EVENT_ALONE))
                        .name("decode task-events")
                        .uid("batching-task-events-decode");
        events.keyBy(TaskEvent::node, Types.STRING)
                .process(new BatchingFunction(options), TypeInformation.of(Allocation.class))
                .name("tune nodes")
                .uid("batching")
                .sinkTo(allocations)
                .name("write allocations")
                .uid("allocations-sink");
        events.getSideOutput(DeadLetters.TAG)
                .sinkTo(deadLetters)
                .name("write dead letters")
                .uid("batching-dead-letters-sink");
    }
}
