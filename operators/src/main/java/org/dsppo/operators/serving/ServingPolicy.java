package org.dsppo.operators.serving;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dsppo.policy.engine.AssignmentWatch;
import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * What the engine of one cell has for a policy: lets the active version decide, or the one on trial
 * while it is its turn; a fallback heuristic finishes what they cannot. Compares the one that
 * decides with a reference heuristic and with a shadow, and reports per window.
 */
public final class ServingPolicy implements ScoringPolicy, AssignmentWatch {

    private static final int MOST_GROUPS_ASKED = 16;

    private final String cell;
    private final ServingOptions options;
    private final LongSupplier nanoClock;
    private final ServingListener listener;
    private final CanarySchedule schedule;
    private final PlacementPolicy fallback;
    private final ChoiceComparison reference;
    private final RolloutRecorder rollouts;
    private ServingPlan plan;
    private PolicySeat seat;
    private final Map<PolicySeat, PlacementPolicy> instances = new HashMap<>();
    private ChoiceComparison shadow;
    private ReportWindow window;
    private FallbackReason fallbackReason;
    private long deadlineNanos;
    private int every;
    private long nowMillis;
    private long roundMillis = Long.MIN_VALUE;
    private int left;
    private double shortestMillis;
    private int assignments;

    /**
     * @param cell the cell it decides for
     * @param heuristics makes fallback and reference
     * @param nanoClock for the budget
     * @param nowMillis the present by the clock that windows go by
     * @throws IllegalArgumentException if fallback or reference are not known
     */
    public ServingPolicy(
            String cell,
            ServingOptions options,
            PolicyFactory heuristics,
            ServingPlan plan,
            LongSupplier nanoClock,
            ServingListener listener,
            long nowMillis) {
        this.cell = cell;
        this.options = options;
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.schedule = new CanarySchedule(options.canarySplit(), options.windowMillis(), cell);
        this.fallback = heuristics.create(options.fallbackPolicy());
        this.reference = reference(options.referencePolicy(), heuristics);
        this.rollouts = new RolloutRecorder(cell, options.rollouts(), listener::rolledOut);
        this.window = new ReportWindow(schedule.windowStartMillis(nowMillis));
        this.nowMillis = nowMillis;
        begin(plan, nowMillis);
    }

    private static ChoiceComparison reference(String name, PolicyFactory heuristics) {
        return name.isEmpty()
                ? null
                : ChoiceComparison.with(
                        new PolicySeat(
                                heuristics.create(name).reference(),
                                () -> heuristics.create(name)));
    }

    /** Goes by another plan from now on. */
    public void use(ServingPlan next, long nowMillis) {
        closeWindow(nowMillis);
        begin(next, nowMillis);
    }

    private void begin(ServingPlan next, long nowMillis) {
        plan = next;
        Map<PolicySeat, PlacementPolicy> before = new HashMap<>(instances);
        instances.clear();
        for (PolicySeat each : Arrays.asList(next.active(), next.canary())) {
            if (each != null) {
                instances.put(each, takeOver(before, each));
            }
        }
        shadow = ChoiceComparison.with(next.shadow());
        seat = seatAt(nowMillis);
    }

    /**
     * One that has a part already keeps what it knows of the load: that another version is put on
     * trial or taken out changes no decision.
     */
    private static PlacementPolicy takeOver(
            Map<PolicySeat, PlacementPolicy> before, PolicySeat seat) {
        for (PolicySeat each : before.keySet()) {
            if (each.isSameVersionAs(seat)) {
                return before.remove(each);
            }
        }
        return seat.maker().get();
    }

    /**
     * Lets time pass: windows end, and a version on trial has its turns.
     *
     * @param nowMillis the present by the clock that windows go by
     * @param atRoundMillis the present by the clock of the rounds
     * @return true if another version decides from now on
     */
    public boolean turn(long nowMillis, long atRoundMillis) {
        this.nowMillis = nowMillis;
        pass(atRoundMillis);
        if (nowMillis >= schedule.windowEndMillis(window.startMillis())) {
            closeWindow(nowMillis);
        }
        PolicySeat next = seatAt(nowMillis);
        if (next == seat) {
            return false;
        }
        seat = next;
        return true;
    }

    /** What was left waiting waits on at the expense of who left it. */
    private void pass(long atRoundMillis) {
        if (roundMillis != Long.MIN_VALUE) {
            window.waited((double) left * (atRoundMillis - roundMillis));
        }
        roundMillis = atRoundMillis;
    }

    private void arrive(PlacementRound round) {
        pass(round.nowMillis());
        int joined = 0;
        double taskMillis = 0;
        for (WaitingTask task : round.arrivals()) {
            joined++;
            // The wait of an earlier attempt has been counted.
            taskMillis +=
                    task.attempt() > 1
                            ? 0
                            : Math.max(0, round.nowMillis() - task.submittedAtMillis());
        }
        window.arrived(joined);
        window.waited(taskMillis);
    }

    private PolicySeat seatAt(long nowMillis) {
        return plan.canary() != null && schedule.isTrial(nowMillis) ? plan.canary() : plan.active();
    }

    /** Who decides now; null if nobody can. */
    private PlacementPolicy acting() {
        return instances.get(seat);
    }

    private void closeWindow(long nowMillis) {
        if (!window.isEmpty()) {
            listener.reported(window.close(cell, reference()));
        }
        if (shadow != null) {
            Comparison withActing = shadow.take();
            if (withActing.compared() + withActing.failures() > 0) {
                listener.reported(
                        PolicyReport.ofShadow(
                                cell,
                                shadow.seat().reference().name(),
                                shadow.seat().reference().version(),
                                window.startMillis(),
                                withActing.swapped()));
            }
        }
        window = new ReportWindow(schedule.windowStartMillis(nowMillis));
    }

    /**
     * The engine has made an assignment.
     *
     * @param placeMillis transfer and estimated run time
     */
    public void assigned(long waitMillis, double placeMillis) {
        window.assigned(waitMillis, placeMillis, shortestMillis);
    }

    @Override
    public String name() {
        return reference().name();
    }

    @Override
    public PolicyReference reference() {
        return seat == null ? plan.wanted() : seat.reference();
    }

    @Override
    public String fallbackReason() {
        return fallbackReason == null
                ? null
                : "fallback %s: %s".formatted(fallback.name(), fallbackReason);
    }

    @Override
    public boolean waitsByRule() {
        return acting() == null ? fallback.waitsByRule() : acting().waitsByRule();
    }

    @Override
    public long wakeUpAtMillis() {
        return acting() == null ? fallback.wakeUpAtMillis() : acting().wakeUpAtMillis();
    }

    @Override
    public void decide(PlacementRound round) {
        deadlineNanos =
                options.budgetMillis() == 0
                        ? Long.MAX_VALUE
                        : nanoClock.getAsLong()
                                + TimeUnit.MILLISECONDS.toNanos(options.budgetMillis());
        every = Math.max(1, round.waiting() / options.comparedPerRound());
        arrive(round);
        letOthersWatch(round);
        boolean trial = plan.canary() != null || plan.shadow() != null;
        rollouts.begin(round, acting(), reference(), trial, nowMillis);
        if (acting() == null) {
            fallBack(FallbackReason.NO_POLICY, round);
        } else {
            try {
                acting().decide(round);
            } catch (PolicyFailedException e) {
                instances.put(seat, seat.maker().get());
                fallBack(e.reason(), round);
            }
        }
        if (shadow != null) {
            askAboutTheLeft(round);
        }
        if (reference != null) {
            Comparison withReference = reference.take();
            window.compared(withReference);
            listener.compared(withReference);
        }
        left = round.waiting();
    }

    private void letOthersWatch(PlacementRound round) {
        for (Map.Entry<PolicySeat, PlacementPolicy> each : instances.entrySet()) {
            if (each.getKey() != seat) {
                each.getValue().watch(round);
            }
        }
        if (shadow != null) {
            shadow.watch(round);
        }
    }

    private void fallBack(FallbackReason why, PlacementRound round) {
        rollouts.cut();
        listener.fellBack(why);
        window.fellBack();
        fallbackReason = why;
        try {
            fallback.decide(round);
        } finally {
            fallbackReason = null;
        }
    }

    private void askAboutTheLeft(PlacementRound round) {
        int asked = 0;
        for (TaskGroup group : round.groups()) {
            if (group.size() > 0 && asked++ < MOST_GROUPS_ASKED) {
                shadow.leaving(round, group.head());
            }
        }
    }

    @Override
    public void forcing(PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
        shortestMillis = task.strategies().shortestRuntimeMillis() * task.runtimeScale();
    }

    @Override
    public void assigning(
            PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
        shortestMillis = task.strategies().shortestRuntimeMillis() * task.runtimeScale();
        if (fallbackReason != null) {
            return;
        }
        if (deadlineNanos != Long.MAX_VALUE && nanoClock.getAsLong() - deadlineNanos > 0) {
            throw new PolicyFailedException(
                    FallbackReason.EXCEEDED_BUDGET,
                    "policy %s takes longer than %d ms to decide"
                            .formatted(name(), options.budgetMillis()));
        }
        assignments++;
        if (assignments % every == 0) {
            if (reference != null) {
                reference.placing(round, task, strategy, node);
            }
            if (shadow != null) {
                shadow.placing(round, task, strategy, node);
            }
        }
    }

    @Override
    public Appraisal appraise(PlacementRound round, WaitingTask task, int limit) {
        try {
            return fallbackReason == null && acting() instanceof ScoringPolicy scoring
                    ? scoring.appraise(round, task, limit)
                    : null;
        } catch (PolicyFailedException e) {
            // Nothing depends on an explanation: it is given by completion times instead.
            return null;
        }
    }
}
