package org.dsppo.operators.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.KnownPolicies;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.serving.RefusedPolicyException;
import org.dsppo.operators.serving.RolloutOptions;
import org.dsppo.operators.serving.ServingListener;
import org.dsppo.operators.serving.ServingOptions;
import org.dsppo.operators.serving.ServingPolicy;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.operators.state.LiveReturnState;
import org.dsppo.operators.state.TrainingState;
import org.dsppo.operators.training.LiveReturns;
import org.dsppo.operators.training.TrainingBase;
import org.dsppo.operators.training.TrainingLogic;
import org.dsppo.operators.training.TrainingOptions;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.training.ppo.WatchedRound;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Serving, life cycle and training as the job wires them, around a cell in the simulator: the same
 * to the bit every time, and a hundred times as fast as the clock.
 */
final class SimulatedJob implements ServingListener {

    private static final long TICK_MILLIS = 500;

    private final Workload workload;
    private final double speed;
    private final int slicesPerTick;
    private final Map<String, TaskSubmitted> submissions = new HashMap<>();
    private final PolicyBoard board = new PolicyBoard(new KnownPolicies(), "ds-ppo");
    private final Map<Integer, PolicyArtefact> artefacts = new HashMap<>();
    private final List<PolicyStages> records = new ArrayList<>();
    private final RecentTrace trace = new RecentTrace(4_000, new MapHistory());
    private final LiveReturns live = new LiveReturns("ds-ppo", 2, LiveReturnState.INITIAL);
    private final LifeCycleLogic logic;
    private final TrainingLogic training;
    private final ServingPolicy serving;
    private long servedVersion;
    private long nextTickMillis = TICK_MILLIS;
    private long wallMillis;

    /**
     * @param speed trace milliseconds per wall millisecond
     * @param slicesPerTick how many slices training does in half a second, 0 for no training
     * @param versions the first is active from the beginning, the last is put on trial if there are
     *     two
     */
    SimulatedJob(
            Workload workload,
            double speed,
            LifeCycleOptions options,
            int slicesPerTick,
            PolicyArtefact... versions) {
        this.workload = workload;
        this.speed = speed;
        this.slicesPerTick = slicesPerTick;
        workload.tasks().forEach(each -> submissions.put(each.taskId(), each.submitted()));
        for (PolicyArtefact each : versions) {
            publish(each);
        }
        int active = (int) versions[0].version();
        Integer shadow = versions.length > 1 ? (int) versions[versions.length - 1].version() : null;
        board.put(new PolicyStages("ds-ppo", 1, active, null, shadow));
        logic =
                new LifeCycleLogic(
                        options,
                        new BoardVersions(board, Map.of()),
                        new RecentReplay(
                                "ds-ppo", options.replayTasks(), trace, board, workload::catalogue),
                        LifeCycleState.INITIAL,
                        this::publish);
        training =
                new TrainingLogic(
                        TrainingOptions.of("ds-ppo"),
                        new TraceWorkloads(trace, workload::catalogue),
                        new Base(),
                        live,
                        TrainingState.INITIAL);
        serving =
                new ServingPolicy(
                        "default",
                        ServingOptions.defaults().toBuilder()
                                .budgetMillis(0)
                                .candidates(0)
                                .canarySplit(CanarySplit.WINDOWS)
                                .windowMillis(options.windowMillis())
                                .rollouts(
                                        RolloutOptions.defaults().toBuilder()
                                                .share(0.5)
                                                .windowMillis(5_000)
                                                .segmentBytes(1 << 20)
                                                .exploration(List.of())
                                                .temperature(0.1)
                                                .build())
                                .build(),
                        new KnownPolicies(),
                        board.plan(),
                        () -> 0,
                        this,
                        0);
        servedVersion = board.version();
    }

    private final class Base implements TrainingBase {
        @Override
        public int activeVersion() {
            return board.plan().active().reference().version();
        }

        @Override
        public PolicyArtefact activeArtefact() {
            return artefacts.get(activeVersion());
        }

        @Override
        public int highestVersion() {
            return board.highestVersion("ds-ppo");
        }
    }

    private void publish(PolicyArtefact artefact) {
        int version = (int) artefact.version();
        artefacts.put(version, artefact);
        try {
            board.put(PolicyBoard.keyOf("ds-ppo", version), artefact.toBytes());
        } catch (RefusedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private void publish(PolicyStages record) {
        records.add(record);
        board.put(record);
    }

    /** Runs to the end of the trace. */
    SimulationResult run() {
        return Simulator.run(workload, Acting::new);
    }

    /** Every change of stages so far, with its reason. */
    List<PolicyStages> records() {
        return records;
    }

    LifeCycleState state() {
        return logic.state();
    }

    int activeVersion() {
        return new Base().activeVersion();
    }

    /** Mean completion of the tasks that were submitted in each quarter of the trace. */
    static double[] quarters(SimulationResult run, long horizonMillis) {
        double[] sums = new double[4];
        int[] counts = new int[4];
        Map<String, Long> submitted = new HashMap<>();
        for (TaskMessage each : run.workload().tasks()) {
            submitted.put(each.taskId(), each.atMillis());
        }
        run.decisions()
                .forEach(
                        each -> {
                            long at = submitted.get(each.decision().taskId());
                            int quarter = (int) Math.min(3, at * 4 / horizonMillis);
                            sums[quarter] += each.finishedAtMillis() - at;
                            counts[quarter]++;
                        });
        for (int i = 0; i < 4; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    private final class Acting implements PlacementPolicy {
        @Override
        public String name() {
            return "job";
        }

        @Override
        public void decide(PlacementRound round) {
            wallMillis = (long) (round.nowMillis() / speed);
            for (WaitingTask task : round.arrivals()) {
                if (task.attempt() == 1) {
                    trace.arrived(submissions.get(task.taskId()));
                }
            }
            while (nextTickMillis <= wallMillis) {
                tick(nextTickMillis);
                nextTickMillis += TICK_MILLIS;
            }
            if (servedVersion != board.version()) {
                servedVersion = board.version();
                serving.use(board.plan(), wallMillis);
            }
            serving.turn(wallMillis, round.nowMillis());
            serving.decide(new WatchedRound(round, this::assigning));
        }

        /** Tells serving what the engine of the job would tell it. */
        private void assigning(
                PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
            serving.assigning(round, task, strategy, node);
            serving.assigned(
                    round.nowMillis() - task.submittedAtMillis(),
                    round.transferMillis(task, node) + task.runtimeMillis(strategy));
        }
    }

    private void tick(long atMillis) {
        logic.tick(atMillis);
        PolicyArtefact trained = null;
        for (int i = 0; i < slicesPerTick && logic.isFree() && trained == null; i++) {
            trained = training.slice();
        }
        if (trained != null) {
            publish(trained);
            logic.trained((int) trained.version());
        }
    }

    @Override
    public void fellBack(FallbackReason why) {
        throw new AssertionError("fell back: " + why);
    }

    @Override
    public void compared(Comparison withReference) {}

    @Override
    public void reported(PolicyReport report) {
        logic.report(report);
    }

    @Override
    public void rolledOut(RolloutSegment segment) {
        live.add(segment, activeVersion());
    }
}
