package org.dsppo.jobs.run;

import java.util.List;
import org.dsppo.policy.lab.evaluation.AuditTolerance;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * A run on a wall clock, seen in the two clocks people look at it with.
 *
 * @param workload what it was given
 * @param clock relates trace time to the wall
 * @param executed what became of every decision, epoch milliseconds
 */
public record WallClockRun(Workload workload, TraceClock clock, List<ExecutedDecision> executed) {

    /** For an export: whole wall milliseconds from the start of the run. */
    public List<ExecutedDecision> inWallTime() {
        return shifted(1);
    }

    /** Key figures and audit, in trace time. */
    RunSummary summary() {
        return RunSummary.of(
                ExecutedRun.of(
                        workload.catalogue(),
                        workload.tasks(),
                        shifted(clock.speed()),
                        AuditTolerance.wallClock(clock.speed())));
    }

    private List<ExecutedDecision> shifted(double speed) {
        return executed.stream()
                .map(
                        each ->
                                new ExecutedDecision(
                                        fromStart(each.decision()),
                                        time(each.decidedAtMillis(), speed),
                                        time(each.startedAtMillis(), speed),
                                        time(each.finishedAtMillis(), speed),
                                        each.outcome()))
                .toList();
    }

    private Double time(Double epochMillis, double speed) {
        return epochMillis == null ? null : (epochMillis - clock.startedAtEpochMillis()) * speed;
    }

    private PlacementDecision fromStart(PlacementDecision decision) {
        return decision.at(
                decision.decidedAtMillis() - clock.startedAtEpochMillis(), decision.waitMillis());
    }
}
