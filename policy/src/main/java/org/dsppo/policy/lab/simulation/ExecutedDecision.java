package org.dsppo.policy.lab.simulation;

import org.dsppo.schemas.decision.PlacementDecision;

/**
 * A decision joined with what became of it: a line of an export's {@code decisions.jsonl}.
 *
 * @param decision an ASSIGN or a REJECT
 * @param decidedAtMillis when it was decided; with fractions in simulation, where the world has a
 *     finer clock than the engine
 * @param startedAtMillis when the attempt started, null if it did not
 * @param finishedAtMillis when its resources were free again, null for a REJECT
 * @param outcome null for a REJECT
 */
public record ExecutedDecision(
        PlacementDecision decision,
        double decidedAtMillis,
        Double startedAtMillis,
        Double finishedAtMillis,
        AttemptOutcome outcome) {}
