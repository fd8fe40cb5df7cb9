package org.dsppo.policy.lab.baseline;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.EngineListener;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.EngineStore;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.PlacementEngine;
import org.dsppo.policy.engine.ReportedNode;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A cell whose catalogue changes every few seconds, so that nodes, strategies and groups become new
 * objects under the policy, and which now and then is decided by somebody else.
 */
final class ChangingCell implements EngineListener {

    private static final long STEP_MILLIS = 100;
    private static final int ARRIVING_STEPS = 200;
    private static final int LAST_STEP = 5_000;

    private final Random random;
    private final PlacementPolicy policy;
    private final PlacementPolicy other = Baselines.named("greedy").get();
    private final PlacementEngine engine;
    private final PriorityQueue<TaskEvent> ends =
            new PriorityQueue<>(
                    Comparator.comparingLong(TaskEvent::atMillis)
                            .thenComparing(TaskEvent::decisionId));
    private final Set<String> finished = new HashSet<>();
    private long nowMillis;

    ChangingCell(Supplier<PlacementPolicy> policies, long seed) {
        this.random = new Random(seed);
        this.policy = policies.get();
        this.engine =
                new PlacementEngine(
                        "default",
                        EngineOptions.defaults().withoutWaitNotices(),
                        policy,
                        EngineStore.NONE,
                        this);
    }

    /** Runs until nothing waits or runs, or far too long; the tasks that finished. */
    Set<String> run() {
        for (int step = 0; step < LAST_STEP; step++) {
            nowMillis = step * STEP_MILLIS;
            if (step % 50 == 0) {
                changeCatalogue();
            }
            if (step % 30 == 10) {
                engine.usePolicy(other);
            } else if (step % 30 == 13) {
                engine.usePolicy(policy);
            }
            while (!ends.isEmpty() && ends.peek().atMillis() <= nowMillis) {
                engine.report(ends.poll(), nowMillis);
            }
            if (step < ARRIVING_STEPS) {
                engine.submit(
                        TaskSubmitted.of("t" + step, nowMillis, random.nextBoolean() ? "a" : "b"),
                        nowMillis);
            }
            engine.advance(nowMillis);
            engine.decide(nowMillis);
            if (step > ARRIVING_STEPS && engine.waiting() == 0 && ends.isEmpty()) {
                break;
            }
        }
        return finished;
    }

    int submitted() {
        return ARRIVING_STEPS;
    }

    private void changeCatalogue() {
        TinyCatalogue tiny = new TinyCatalogue().cluster("cloud").cluster("edge");
        tiny.node("always", "cloud", 2, 0);
        for (String optional : List.of("x", "y", "z")) {
            if (random.nextBoolean()) {
                tiny.node(optional, "edge", 1 + random.nextInt(3), random.nextInt(2));
            }
        }
        for (String name : List.of("a", "b")) {
            tiny.strategy(name, "any", null, Map.of("cpu", 0.2 + random.nextDouble()), 900);
            tiny.strategy(name, "gpu", "edge", Map.of("gpu", 0.5), 100 + random.nextInt(1_000));
        }
        Catalogue catalogue = tiny.build();
        engine.useCatalogue(catalogue, nowMillis);
        for (NodeSpec node : catalogue.nodes()) {
            engine.nodeChanged(ReportedNode.of(node, NodeCondition.UP, nowMillis), nowMillis);
        }
    }

    @Override
    public void decided(PlacementDecision decision) {}

    @Override
    public void assigned(PlacementDecision decision, long transferMillis, double runtimeMillis) {
        ends.add(
                new TaskEvent(
                        decision.decisionId(),
                        decision.taskId(),
                        decision.attempt(),
                        "default",
                        decision.node(),
                        decision.strategy(),
                        TaskEventKind.FINISHED,
                        nowMillis + transferMillis + Math.round(runtimeMillis),
                        null));
    }

    @Override
    public void finished(String taskId, int attempt, long submittedAtMillis, long atMillis) {
        finished.add(taskId);
    }

    @Override
    public void conflicted(TaskSubmitted task) {
        throw new IllegalStateException(task.taskId());
    }
}
