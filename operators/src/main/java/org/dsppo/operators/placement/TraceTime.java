package org.dsppo.operators.placement;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Two clocks: messages and timers go by the wall, the engine by the time of the trace, which in a
 * replay passes faster. Run times in the catalogue are trace time, so that only on that clock
 * waits, loads and ends of tasks bear the relation to them that policies rely on.
 *
 * @param speed trace milliseconds per wall millisecond
 */
public record TraceTime(double speed) implements Serializable {

    private boolean isWall() {
        return speed == 1;
    }

    /** A moment of the wall on the clock of the trace. */
    public long of(long wallMillis) {
        return isWall() ? wallMillis : Math.round(wallMillis * speed);
    }

    /** A length of the trace on the wall. */
    public long onWall(long traceMillis) {
        return isWall() ? traceMillis : Math.round(traceMillis / speed);
    }

    /** The first moment of the wall that is not before a moment of the trace. */
    long wallNotBefore(long traceMillis) {
        return isWall() || traceMillis == Long.MAX_VALUE
                ? traceMillis
                : (long) Math.ceil(traceMillis / speed);
    }

    /** A submission on the clock of the trace. */
    public TaskSubmitted of(TaskSubmitted task) {
        return isWall() ? task : at(task, speed);
    }

    TaskSubmitted onWall(TaskSubmitted task) {
        return isWall() ? task : at(task, 1 / speed);
    }

    private static TaskSubmitted at(TaskSubmitted task, double speed) {
        Long deadline = task.deadlineAtMillis();
        return new TaskSubmitted(
                task.taskId(),
                Math.round(task.submittedAtMillis() * speed),
                task.taskClass(),
                task.priority(),
                task.runtimeScale(),
                deadline == null ? null : Math.round(deadline * speed),
                task.origin(),
                task.inputBytes(),
                task.cell(),
                task.tenant(),
                task.strategies(),
                task.payload());
    }

    public TaskEvent of(TaskEvent event) {
        return isWall()
                ? event
                : new TaskEvent(
                        event.decisionId(),
                        event.taskId(),
                        event.attempt(),
                        event.cell(),
                        event.cluster(),
                        event.nodeId(),
                        event.strategy(),
                        event.devices(),
                        event.kind(),
                        of(event.atMillis()),
                        event.reason());
    }

    public NodeChanged of(NodeChanged node) {
        return isWall()
                ? node
                : new NodeChanged(
                        node.nodeId(),
                        node.cluster(),
                        node.cell(),
                        node.labels(),
                        node.capacity(),
                        node.devices(),
                        node.used(),
                        node.running(),
                        node.condition(),
                        of(node.seenAtMillis()),
                        of(node.expectedMillis()));
    }

    private Map<String, Double> of(Map<String, Double> wallMillis) {
        if (wallMillis == null) {
            return null;
        }
        Map<String, Double> traceMillis = new HashMap<>(wallMillis);
        traceMillis.replaceAll((strategy, millis) -> millis * speed);
        return traceMillis;
    }

    PlacementDecision onWall(PlacementDecision decision, long wallNowMillis) {
        return isWall() ? decision : decision.at(wallNowMillis, onWall(decision.waitMillis()));
    }

    NodeLeftAlone onWall(NodeLeftAlone node) {
        Long until = node.untilMillis();
        return isWall() || until == null
                ? node
                : new NodeLeftAlone(node.node(), wallNotBefore(until), node.reason());
    }

    RolloutSegment onWall(RolloutSegment segment) {
        return isWall() ? segment : at(segment, 1 / speed);
    }

    /** A segment on the clock of the trace, rewards included. */
    public RolloutSegment of(RolloutSegment segment) {
        return isWall() ? segment : at(segment, speed);
    }

    private static RolloutSegment at(RolloutSegment segment, double speed) {
        return new RolloutSegment(
                segment.cell(),
                segment.policy(),
                segment.version(),
                Math.round(segment.sequence() * speed),
                segment.featureVersion(),
                segment.candidates(),
                segment.features(),
                segment.mask(),
                segment.actions(),
                segment.logProbabilities(),
                segment.values(),
                times(segment.waitingRewards(), speed),
                times(segment.runtimeRewards(), speed),
                LongStream.of(segment.decidedAtMillis())
                        .map(each -> Math.round(each * speed))
                        .toArray());
    }

    private static float[] times(float[] numbers, double factor) {
        float[] scaled = numbers.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) factor;
        }
        return scaled;
    }
}
