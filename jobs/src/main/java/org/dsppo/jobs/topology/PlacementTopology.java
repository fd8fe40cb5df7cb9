package org.dsppo.jobs.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.dsppo.jobs.options.JobSettings;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.decode.DecodeFunction;
import org.dsppo.operators.decode.MessageKind;
import org.dsppo.operators.decode.RawRecord;
import org.dsppo.operators.lifecycle.LifeCycleFunction;
import org.dsppo.operators.lifecycle.LifeCycleInput;
import org.dsppo.operators.lifecycle.PolicyRecord;
import org.dsppo.operators.node.NodeHealthFunction;
import org.dsppo.operators.node.NodeReport;
import org.dsppo.operators.placement.PlacementFunction;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * How the operators of the placement job are connected, whatever it reads from and writes to.
 *
 * <p>The uids are part of every savepoint: they never change.
 */
public final class PlacementTopology {

    private final StreamExecutionEnvironment env;
    private final JobSettings settings;

    private PlacementTopology(StreamExecutionEnvironment env, JobSettings settings) {
        this.env = env;
        this.settings = settings;
    }

    /**
     * Adds the operators to the environment.
     *
     * @param policies makes the policies that decide
     */
    public static void define(
            StreamExecutionEnvironment env,
            JobSettings settings,
            PlacementSources sources,
            PlacementSinks sinks,
            PolicyFactory policies) {
        new PlacementTopology(env, settings).define(sources, sinks, policies);
    }

    private void define(PlacementSources sources, PlacementSinks sinks, PolicyFactory policies) {
        var catalogue = control("catalogue", sources.catalogue(), MessageKind.CATALOGUE_ENTRY);
        var stages = control("policies", sources.policies(), MessageKind.POLICIES);
        var tasks = messages("tasks", sources.tasks(), MessageKind.TASK_MESSAGE);
        var events = messages("task-events", sources.taskEvents(), MessageKind.TASK_EVENT);
        var telemetry = messages("telemetry", sources.telemetry(), MessageKind.NODE_TELEMETRY);
        List<SingleOutputStreamOperator<?>> decoded =
                new ArrayList<>(List.of(catalogue, stages, tasks, events, telemetry));
        DataStream<ControlMessage> control = catalogue.union(stages);
        DataStream<NodeReport> reports = telemetry;
        if (sources.allocations() != null) {
            var allocations =
                    messages("allocations", sources.allocations(), MessageKind.ALLOCATION);
            decoded.add(allocations);
            reports = telemetry.union(allocations);
        }

        var nodes = nodeHealth(reports, control);
        DataStream<PlacementInput> inputs = tasks.union(events, nodes);
        var decisions = placement(inputs, control, policies);
        var versions = lifeCycle(decisions, inputs, control, policies);

        decisions.sinkTo(sinks.decisions()).name("write decisions").uid("decisions-sink");
        decisions
                .getSideOutput(PlacementFunction.SUMMARIES)
                .sinkTo(sinks.summaries())
                .name("write summaries")
                .uid("summaries-sink");
        decisions
                .getSideOutput(PlacementFunction.ROLLOUTS)
                .sinkTo(sinks.rollouts())
                .name("write rollouts")
                .uid("rollouts-sink");
        // One writer, so that an artefact precedes the record that names it.
        versions.sinkTo(sinks.policies())
                .name("write policies")
                .uid("policies-sink")
                .setParallelism(1);
        deadLetters(decisions, decoded)
                .sinkTo(sinks.deadLetters())
                .name("write dead letters")
                .uid("dead-letters-sink");
    }

    private DataStream<PlacementInput> nodeHealth(
            DataStream<NodeReport> reports, DataStream<ControlMessage> control) {
        return reports.keyBy(NodeReport::node, Types.STRING)
                .connect(broadcast(control, NodeHealthFunction.broadcastStates()))
                .process(
                        new NodeHealthFunction(settings.nodeHealth()),
                        TypeInformation.of(NodeChanged.class))
                .name("watch nodes")
                .uid("node-health")
                .map(PlacementInput::of, TypeInformation.of(PlacementInput.class))
                .name("hand on nodes")
                .uid("node-changes");
    }

    private SingleOutputStreamOperator<PlacementDecision> placement(
            DataStream<PlacementInput> inputs,
            DataStream<ControlMessage> control,
            PolicyFactory policies) {
        return inputs.keyBy(PlacementInput::cell, Types.STRING)
                .connect(broadcast(control, PlacementFunction.broadcastStates()))
                .process(
                        new PlacementFunction(settings.placement(), policies),
                        TypeInformation.of(PlacementDecision.class))
                .name("place tasks")
                .uid("placement");
    }

    private SingleOutputStreamOperator<PolicyRecord> lifeCycle(
            SingleOutputStreamOperator<PlacementDecision> decisions,
            DataStream<PlacementInput> inputs,
            DataStream<ControlMessage> control,
            PolicyFactory policies) {
        TypeInformation<LifeCycleInput> type = TypeInformation.of(LifeCycleInput.class);
        DataStream<LifeCycleInput> reports =
                decisions
                        .getSideOutput(PlacementFunction.REPORTS)
                        .map(LifeCycleInput::of, type)
                        .name("hand on reports")
                        .uid("policy-reports");
        DataStream<LifeCycleInput> rollouts =
                decisions
                        .getSideOutput(PlacementFunction.ROLLOUTS)
                        .map(LifeCycleInput::of, type)
                        .name("hand on rollouts")
                        .uid("rollouts");
        DataStream<LifeCycleInput> happened =
                inputs.map(LifeCycleInput::of, type).name("hand on inputs").uid("arrivals");
        String policy = settings.lifeCycle().policy();
        return reports.union(rollouts, happened)
                .keyBy(input -> policy, Types.STRING)
                .connect(broadcast(control, ControlBoards.broadcastStates()))
                .process(
                        new LifeCycleFunction(
                                settings.lifeCycle(),
                                settings.rememberedArrivals(),
                                settings.placement().speed(),
                                policies,
                                settings.placement().defaultPolicy(),
                                settings.training()),
                        TypeInformation.of(PolicyRecord.class))
                .name("lead policies")
                .uid("life-cycle");
    }

    private static BroadcastStream<ControlMessage> broadcast(
            DataStream<ControlMessage> control, List<MapStateDescriptor<?, ?>> states) {
        return control.broadcast(states.toArray(MapStateDescriptor<?, ?>[]::new));
    }

    private static DataStream<DeadLetter> deadLetters(
            SingleOutputStreamOperator<?> first, List<SingleOutputStreamOperator<?>> others) {
        DataStream<DeadLetter> letters = first.getSideOutput(DeadLetters.TAG);
        for (SingleOutputStreamOperator<?> operator : others) {
            letters = letters.union(operator.getSideOutput(DeadLetters.TAG));
        }
        return letters;
    }

    /** Read by one subtask, so that the order of the topic is the order everywhere. */
    private SingleOutputStreamOperator<ControlMessage> control(
            String topic, Source<RawRecord, ?, ?> source, MessageKind<ControlMessage> kind) {
        return decode(topic, read(topic, source).setParallelism(1), kind).setParallelism(1);
    }

    private <T> SingleOutputStreamOperator<T> messages(
            String topic, Source<RawRecord, ?, ?> source, MessageKind<T> kind) {
        return decode(topic, read(topic, source), kind);
    }

    private SingleOutputStreamOperator<RawRecord> read(
            String topic, Source<RawRecord, ?, ?> source) {
        // Every timer runs on processing time.
        return env.fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        "read " + topic,
                        TypeInformation.of(RawRecord.class))
                .uid(topic + "-source");
    }

    private static <T> SingleOutputStreamOperator<T> decode(
            String topic, DataStream<RawRecord> records, MessageKind<T> kind) {
        return records.process(new DecodeFunction<>(kind))
                .name("decode " + topic)
                .uid(topic + "-decode");
    }
}
